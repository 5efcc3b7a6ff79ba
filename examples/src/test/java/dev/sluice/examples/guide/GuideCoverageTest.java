package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ActiveStateDStream;
import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.MapWithStateDStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.event.StreamingListener;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.sink.Sink;
import dev.sluice.source.DirectSource;
import dev.sluice.source.FileOptions;
import dev.sluice.source.Input;
import dev.sluice.source.InputFactory;
import dev.sluice.source.Receiver;
import dev.sluice.source.Remembering;
import dev.sluice.source.Sources;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.window.Aggregate;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program can call is named in the guide. */
class GuideCoverageTest {
    private static final Set<String> NAMES = Repository.files("docs/guide", ".md").stream()
            .flatMap(page -> Repository.lines(page).stream())
            .flatMap(line -> Pattern.compile("\\w+").matcher(line).results())
            .map(word -> word.group())
            .collect(Collectors.toSet());

    /** What every object has, and what only those call who run receivers and plans. */
    private static final Set<String> NOT_FOR_PROGRAMS =
            Set.of("equals", "hashCode", "toString", "attach", "plan", "context", "of");

    @ParameterizedTest
    @ValueSource(
            classes = {
                StreamingContext.class,
                Builder.class,
                DStream.class,
                PairDStream.class,
                MapWithStateDStream.class,
                ActiveStateDStream.class,
                Rdd.class,
                PairRdd.class,
                Sources.class,
                FileOptions.class,
                Receiver.class,
                DirectSource.class,
                Remembering.class,
                Input.class,
                InputFactory.class,
                Sink.class,
                Window.class,
                Aggregates.class,
                Aggregate.class,
                State.class,
                StateSpec.class,
                FailurePolicy.class,
                OverloadPolicy.class,
                StreamingListener.class
            })
    void everythingThatAProgramCanCallIsNamed(Class<?> type) {
        assertThat(Arrays.stream(type.getMethods())
                        .filter(GuideCoverageTest::isForPrograms)
                        .map(Method::getName)
                        .filter(name -> !NAMES.contains(name)))
                .isEmpty();
    }

    private static boolean isForPrograms(Method method) {
        Class<?> type = method.getDeclaringClass();
        return type.getName().startsWith("dev.sluice.")
                && !method.isSynthetic()
                && !NOT_FOR_PROGRAMS.contains(method.getName())
                && !isPartOfARecord(type, method);
    }

    private static boolean isPartOfARecord(Class<?> type, Method method) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(part -> part.getAccessor().equals(method));
    }

    @Test
    void aNameThatIsNotThereIsMissed() {
        assertThat(NAMES).contains("mapWithState").doesNotContain("mapWithoutState");
    }
}
