package dev.sluice.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitReferenceTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.sluice.ActiveStateDStream;
import dev.sluice.AnyStream;
import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.MapWithStateDStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.window.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What programs are written with, each method in each of its forms, is called by some test of this module. */
class CompletenessTest {
    private static final List<Class<?>> LANGUAGE = List.of(
            AnyStream.class,
            DStream.class,
            PairDStream.class,
            MapWithStateDStream.class,
            ActiveStateDStream.class,
            StreamingContext.class,
            Builder.class,
            StateSpec.class,
            State.class,
            Window.class,
            FailurePolicy.class,
            OverloadPolicy.class);

    /** Tested where the sources are, beside real sockets. */
    private static final Set<String> ELSEWHERE = Set.of("socketTextStream", "socketStream", "rawSocketStream");

    @Test
    void everyMethodOfTheLanguageIsTested() {
        Set<String> called = new HashSet<>();
        Imported.CONFORMANCE.forEach(type -> calls(type).forEach(called::add));
        List<String> methods =
                LANGUAGE.stream().flatMap(CompletenessTest::methods).toList();
        assertThat(methods).hasSizeGreaterThan(150);
        assertThat(methods).filteredOn(method -> !called.contains(method)).isEmpty();
    }

    private static Stream<String> methods(Class<?> type) {
        JavaClass imported = Imported.MAIN.get(type);
        return imported.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(method -> !ELSEWHERE.contains(method.getName()))
                .filter(method -> !isPlumbing(method))
                .map(method -> signature(method.getName(), method.getRawParameterTypes()));
    }

    /** What is there for other packages of the core, or comes with every record. */
    private static boolean isPlumbing(JavaMethod method) {
        return Set.of("toString", "equals", "hashCode").contains(method.getName())
                || method.getOwner().isRecord() && method.getRawParameterTypes().isEmpty()
                || method.getOwner().isEquivalentTo(StateSpec.class)
                        && method.getRawParameterTypes().isEmpty();
    }

    private static Stream<String> calls(JavaClass type) {
        Stream<String> calls = type.getMethodCallsFromSelf().stream().map(call -> signature(call.getTarget()));
        Stream<String> references =
                type.getMethodReferencesFromSelf().stream().map(reference -> signature(reference.getTarget()));
        return Stream.concat(calls, references);
    }

    private static String signature(CodeUnitCallTarget target) {
        return signature(target.getName(), target.getRawParameterTypes());
    }

    private static String signature(CodeUnitReferenceTarget target) {
        return signature(target.getName(), target.getRawParameterTypes());
    }

    private static String signature(String name, List<JavaClass> parameters) {
        return name + parameters.stream().map(JavaClass::getSimpleName).toList();
    }
}
