package dev.sluice.conformance.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.Copyable;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever says that its class may be copied keeps the rules of {@link Copyable}. */
class CopyableTest {
    static List<Class<?>> copyable() {
        return Imported.MAIN.stream()
                .filter(type -> type.isAssignableTo(Copyable.class) && !type.isInterface())
                .<Class<?>>map(type -> type.reflect())
                .toList();
    }

    @Test
    void thereAreSome() {
        assertThat(copyable()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("copyable")
    void itIsMadeOfItsFields(Class<?> type) {
        assertThat(type).isFinal();
        Class<?>[] fields = Stream.of(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getType)
                .toArray(Class<?>[]::new);
        assertThat(type.getDeclaredConstructors())
                .extracting(Constructor::getParameterTypes)
                .contains(fields);
        assertThat(type.getSuperclass()).isEqualTo(Object.class);
    }

    @ParameterizedTest
    @MethodSource("copyable")
    void thereIsNoLambdaInIt(Class<?> type) {
        assertThat(Stream.of(type.getDeclaredMethods()).map(Method::getName))
                .noneMatch(name -> name.startsWith("lambda$"));
        assertThat(type.getDeclaredClasses()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("copyable")
    void aCopyIsAClassOfItsOwn(Class<?> type) throws Exception {
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        Class<?> copy = inside.defineHiddenClass(code(type), true).lookupClass();

        assertThat(copy).isNotEqualTo(type);
        assertThat(copy.getInterfaces()).isEqualTo(type.getInterfaces());
        assertThat(copy.getNestHost()).isEqualTo(copy);
    }

    private static byte[] code(Class<?> type) throws Exception {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return requireNonNull(in, file).readAllBytes();
        }
    }
}
