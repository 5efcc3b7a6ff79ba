package dev.sluice.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Function;
import dev.sluice.function.Supplier;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FunctionCheckTest {
    private static final String ORIGIN = "map at Foo.java:12";

    static final class Connection {
        String send(String text) {
            return text;
        }
    }

    static final class Program implements Serializable {
        private final Connection connection = new Connection();
        private final transient Connection later = new Connection();
        private final int factor = 3;

        Function<Integer, Integer> usesAField() {
            return n -> n * factor;
        }

        Function<Integer, Integer> usesACopy() {
            int copy = factor;
            return n -> n * copy;
        }

        @SuppressWarnings("Convert2Lambda")
        Function<Integer, Integer> usesAFieldOfItsOuterClass() {
            return new Function<>() {
                @Override
                public Integer apply(Integer n) {
                    return n * factor;
                }
            };
        }
    }

    static final class PlainProgram {
        private final int factor = 3;

        Function<Integer, Integer> usesAField() {
            return n -> n * factor;
        }
    }

    record Settings(String name, Map<String, Object> values) implements Serializable {}

    static class Base implements Serializable {
        private final Connection inherited = new Connection();
    }

    static final class Derived extends Base {
        final int own = 1;
    }

    @Test
    void aFunctionThatCapturesPlainValuesPasses() {
        int factor = 3;
        Map<String, Integer> table = new HashMap<>(Map.of("a", 1));
        Function<Integer, Integer> function = n -> n * factor + table.size();

        assertThatCode(() -> FunctionCheck.requireSerializable(function, ORIGIN))
                .doesNotThrowAnyException();
        assertThatCode(() -> FunctionCheck.requireSerializable(new Program().usesACopy(), ORIGIN))
                .doesNotThrowAnyException();
    }

    @Test
    void aFieldInTheWayIsNamedWithItsClass() {
        assertExplained(
                new Program().usesAField(),
                "captures field `connection` of Program, a Connection, which is not serializable;"
                        + " copy what you need into a local variable, or create it inside the function");
    }

    @Test
    void theProgramItselfInTheWayIsCalledThis() {
        assertExplained(
                new PlainProgram().usesAField(),
                "captures `this`, a PlainProgram, which is not serializable;"
                        + " copy the fields that the function uses into local variables,"
                        + " or make PlainProgram implement Serializable");
    }

    @Test
    void aFieldOfTheOuterClassIsNamedToo() {
        assertExplained(
                new Program().usesAFieldOfItsOuterClass(),
                "captures field `connection` of Program, a Connection, which is not serializable;");
    }

    @Test
    void aLocalVariableInTheWayIsTold() {
        Connection connection = new Connection();
        Function<String, String> function = text -> connection.send(text);

        assertExplained(
                function,
                "captures a local variable, a Connection, which is not serializable;"
                        + " copy what you need into a local variable, or create it inside the function");
    }

    @Test
    @SuppressWarnings("Convert2Lambda")
    void aLocalVariableOfAnAnonymousClassHasAName() {
        Connection connection = new Connection();
        int factor = 2;

        assertExplained(nested(connection, factor), "captures local variable `connection`, a Connection, which is not");
    }

    private static Function<String, String> nested(Connection connection, int factor) {
        return new Function<>() {
            @Override
            public String apply(String text) {
                return connection.send(text + factor);
            }
        };
    }

    @Test
    void theObjectBeforeAMethodReferenceIsTold() {
        Function<String, String> function = new Connection()::send;

        assertExplained(function, "captures the object before `::send`, a Connection, which is not serializable;");
    }

    @Test
    void theWayToADeepObjectIsShown() {
        Settings settings = new Settings("s", new HashMap<>(Map.of("db", List.of(1, new Connection()))));
        Supplier<String> function = settings::name;

        assertExplained(
                function,
                "captures an element of an element of field `values` of Settings, a Connection,"
                        + " which is not serializable (as name.values[…][1]);");
    }

    @Test
    void anInheritedFieldIsNamedWithTheClassThatHasIt() {
        Derived derived = new Derived();
        Supplier<Integer> function = () -> derived.own;

        assertExplained(
                function,
                "captures field `inherited` of Base, a Connection, which is not serializable"
                        + " (as variable.inherited);");
    }

    @Test
    void aLambdaInTheWayGoesByItsInterface() {
        java.util.function.IntUnaryOperator plain = n -> n + 1;
        Function<Integer, Integer> function = n -> plain.applyAsInt(n);

        assertExplained(function, "captures a local variable, a lambda for IntUnaryOperator, which is not");
    }

    @Test
    void aLambdaWithinALambdaIsEntered() {
        Connection connection = new Connection();
        Function<String, String> inner = text -> connection.send(text);
        Function<String, String> outer = text -> inner.apply(text);

        assertExplained(outer, "captures a local variable, a Connection, which is not serializable;");
    }

    @Test
    void anArrayAndARingAreEnteredOnce() {
        Object[] ring = new Object[2];
        ring[0] = ring;
        ring[1] = new Connection();
        Supplier<Object> function = () -> ring;

        assertExplained(function, "captures an element of a local variable, a Connection, which is not serializable");
    }

    @Test
    void whatHidesFromReflectionIsStillNamed() {
        AtomicInteger count = new AtomicInteger();
        Object hiding = new Hiding(new Connection());
        Supplier<Object> function = () -> hiding.hashCode() + count.get();

        assertExplained(
                function,
                "captures an object of the class dev.sluice.strict.FunctionCheckTest$Connection,"
                        + " which is not serializable; copy what you need into a local variable");
    }

    private static final class Hiding implements Serializable {
        private final transient Connection hidden;

        Hiding(Connection hidden) {
            this.hidden = hidden;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(hidden);
        }
    }

    @Test
    void aFailureOfTheObjectItselfIsTold() {
        Object failing = new Failing();
        Supplier<Object> function = () -> failing;

        assertThatThrownBy(() -> FunctionCheck.requireSerializable(function, ORIGIN))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the function of map at Foo.java:12 cannot be serialized:"
                        + " java.lang.IllegalStateException: not today;"
                        + " capture plain values and create the rest inside the function");
    }

    private static final class Failing implements Serializable {
        private void writeObject(ObjectOutputStream out) {
            throw new IllegalStateException("not today");
        }
    }

    @Test
    void aChainWithoutEndIsTold() {
        List<Object> chain = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            chain = new ArrayList<>(List.of(chain));
        }
        List<Object> deep = chain;
        Supplier<Object> function = () -> deep;

        assertThatThrownBy(() -> FunctionCheck.requireSerializable(function, ORIGIN))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the function of map at Foo.java:12 captures an object that is nested too deeply"
                        + " to be serialized; capture a flat form of it");
    }

    @Test
    void aCopyDoesTheSameAndSharesNothing() throws Exception {
        AtomicInteger count = new AtomicInteger();
        Function<Integer, Integer> function = n -> n + count.incrementAndGet();

        Function<Integer, Integer> copy = FunctionCheck.copy(function, ORIGIN);

        assertThat(copy.apply(10)).isEqualTo(11);
        assertThat(copy.apply(10)).isEqualTo(12);
        assertThat(count).hasValue(0);
    }

    @Test
    void aCopyFindsTheClassesOfTheProgram() throws Exception {
        Settings settings = new Settings("s", Map.of());

        Supplier<Settings> copy = FunctionCheck.copy(() -> settings, ORIGIN);

        assertThat(copy.get()).isEqualTo(settings).isNotSameAs(settings);
    }

    @Test
    void whatIsWrittenButNotReadIsTold() {
        Object oneWay = new OneWay();

        assertThatThrownBy(() -> FunctionCheck.copy((Supplier<Object>) () -> oneWay, ORIGIN))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith("the function of map at Foo.java:12 can be serialized but not read back: ")
                .hasMessageEndingWith("; capture plain values and create the rest inside the function");
    }

    private static final class OneWay implements Serializable {
        private Object readResolve() {
            throw new IllegalStateException("one way");
        }
    }

    private static void assertExplained(Object function, String text) {
        assertThatThrownBy(() -> FunctionCheck.requireSerializable(function, ORIGIN))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith("the function of map at Foo.java:12 " + text);
    }
}
