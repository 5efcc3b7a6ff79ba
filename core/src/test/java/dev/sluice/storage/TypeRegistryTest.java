package dev.sluice.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.error.CodecException;
import dev.sluice.error.InvalidProgramException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeRegistryTest {
    private static final String UNDECLARED = "the class " + Account.class.getName()
            + " is neither a record, an enum nor a value of the JDK, and was not declared;"
            + " make it a record, or declare it: StreamingContext.builder(…).allow(Account.class)";

    static class Account {
        private final String owner;
        private long cents;

        Account(String owner, long cents) {
            this.owner = owner;
            this.cents = cents;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Account that && owner.equals(that.owner) && cents == that.cents;
        }

        @Override
        public int hashCode() {
            return owner.hashCode();
        }
    }

    static final class SavingsAccount extends Account {
        SavingsAccount(String owner, long cents) {
            super(owner, cents);
        }
    }

    record Holder(Account account) {}

    sealed interface Event permits Opened, Closed {}

    record Opened(int id) implements Event {}

    static final class Closed implements Event {
        final int id;

        Closed(int id) {
            this.id = id;
        }
    }

    static final class AccountCodec implements Codec<Account> {
        @Override
        public byte[] encode(Account account) {
            return (account.cents + " " + account.owner).getBytes(UTF_8);
        }

        @Override
        public Account decode(ByteBuffer bytes) {
            String[] parts = UTF_8.decode(bytes).toString().split(" ", 2);
            return new Account(parts[1], Long.parseLong(parts[0]));
        }
    }

    private final RecordCodec strict = TypeRegistry.defaults().codec();
    private final RecordCodec declared =
            TypeRegistry.builder().allow(Account.class).build().codec();

    @ParameterizedTest
    @MethodSource("accounts")
    void aClassThatWasNotDeclaredIsNotWritten(Object value) {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> strict.encode(value))
                    .isInstanceOf(CodecException.class)
                    .hasMessage(UNDECLARED);
        }
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void aClassThatWasNotDeclaredIsNotRead(Object value) {
        byte[] bytes = declared.encode(value);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> strict.decode(ByteBuffer.wrap(bytes)))
                    .isInstanceOf(CodecException.class)
                    .hasMessage(UNDECLARED);
        }
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void aDeclaredClassComesBack(Object value) {
        Object back = declared.decode(ByteBuffer.wrap(declared.encode(value)));

        assertThat(Arrays.deepEquals(new Object[] {back}, new Object[] {value})).isTrue();
    }

    static Stream<Arguments> accounts() {
        Account account = new Account("Ada", 12);
        return Stream.<Object>of(
                        account,
                        new Holder(account),
                        KeyValue.of("key", account),
                        Optional.of(account),
                        List.of(account),
                        new ArrayList<>(List.of("text", account)),
                        Map.of("key", account),
                        new Account[] {account, null},
                        new Object[] {account})
                .map(value -> Arguments.of(value));
    }

    @Test
    void aSubclassIsAClassOfItsOwn() {
        assertThatThrownBy(() -> declared.encode(new SavingsAccount("Ada", 1)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("declare it: StreamingContext.builder(…).allow(SavingsAccount.class)");
    }

    @Test
    void aSealedTypeIsDeclaredWithAllItPermits() {
        RecordCodec codec = TypeRegistry.builder().allow(Event.class).build().codec();

        assertThat((Closed) codec.decode(ByteBuffer.wrap(codec.encode(new Closed(7)))))
                .extracting(closed -> closed.id)
                .isEqualTo(7);
        assertThat(codec.decode(ByteBuffer.wrap(codec.encode(new Opened(8))))).isEqualTo(new Opened(8));
    }

    @ParameterizedTest
    @MethodSource("code")
    void codeIsNoData(Object value, String text) {
        assertThatThrownBy(() -> strict.encode(value))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(text);
        assertThatThrownBy(() -> strict.encode(List.of(value)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(text);
    }

    static Stream<Arguments> code() {
        Supplier<String> lambda = (Supplier<String> & Serializable) () -> "x";
        Object proxy = Proxy.newProxyInstance(
                TypeRegistryTest.class.getClassLoader(),
                new Class<?>[] {Runnable.class},
                (self, method, arguments) -> method.getName().equals("toString") ? "proxy" : null);
        return Stream.of(
                Arguments.of(lambda, "is code, and only data is stored; store what it computes instead"),
                Arguments.of(proxy, "not declared"),
                Arguments.of(String.class, "the class java.lang.Class is neither"),
                Arguments.of(new IllegalStateException("x"), "the class java.lang.IllegalStateException is neither"),
                Arguments.of(new UnsupportedOperationException(), "UnsupportedOperationException is neither"),
                Arguments.of(Thread.currentThread(), "Thread"),
                Arguments.of(new ArrayBlockingQueue<>(4), "store its elements as a list"),
                Arguments.of(new LinkedBlockingQueue<>(), "store its elements as a list"),
                Arguments.of(new Object() {}, "not declared"));
    }

    @Test
    void aDeclaredExceptionIsData() {
        RecordCodec codec = TypeRegistry.builder()
                .allow(IllegalStateException.class)
                .build()
                .codec();

        Object back = codec.decode(ByteBuffer.wrap(codec.encode(new IllegalStateException("told"))));

        assertThat(back).isInstanceOf(IllegalStateException.class).hasToString("java.lang.IllegalStateException: told");
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void aTypeMayHaveACodecOfItsOwn(Object value) {
        RecordCodec codec = TypeRegistry.builder()
                .codec(Account.class, new AccountCodec())
                .build()
                .codec();

        byte[] bytes = codec.encode(value);
        Object back = codec.decode(ByteBuffer.wrap(bytes));

        assertThat(new String(bytes, UTF_8)).contains("12 Ada");
        assertThat(Arrays.deepEquals(new Object[] {back}, new Object[] {value})).isTrue();
    }

    @Test
    void aCodecThatFailsIsNamed() {
        Codec<Account> failing = new Codec<>() {
            @Override
            public byte[] encode(Account account) {
                throw new IllegalArgumentException("no account today");
            }

            @Override
            public Account decode(ByteBuffer bytes) {
                throw new IllegalArgumentException("not read today");
            }
        };
        RecordCodec writing =
                TypeRegistry.builder().codec(Account.class, failing).build().codec();
        byte[] bytes = TypeRegistry.builder()
                .codec(Account.class, new AccountCodec())
                .build()
                .codec()
                .encode(new Account("Ada", 1));

        assertThatThrownBy(() -> writing.encode(List.of(new Account("Ada", 1))))
                .isInstanceOf(CodecException.class)
                .hasMessage("the codec " + failing.getClass().getTypeName() + " could not write a "
                        + Account.class.getTypeName()
                        + ": java.lang.IllegalArgumentException: no account today");
        assertThatThrownBy(() -> writing.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessageEndingWith("could not read a " + Account.class.getTypeName()
                        + ": java.lang.IllegalArgumentException: not read today");
    }

    @Test
    void whatHasNoObjectsOfItsOwnCannotBeDeclared() {
        assertThatThrownBy(() -> TypeRegistry.builder().allow(Runnable.class))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("no object is of exactly the type java.lang.Runnable;"
                        + " declare the classes that the program makes objects of");
        assertThatThrownBy(() -> TypeRegistry.builder().allow(int.class)).isInstanceOf(InvalidProgramException.class);
        assertThatThrownBy(() -> TypeRegistry.builder().codec(Number.class, new NoCodec()))
                .isInstanceOf(InvalidProgramException.class);
        assertThatThrownBy(() -> TypeRegistry.builder().allow(new Object() {}.getClass()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageEndingWith(
                        "has no name that a later run would find; give it one, as a record or a named class");
    }

    private static final class NoCodec implements Codec<Number> {
        @Override
        public byte[] encode(Number value) {
            return new byte[0];
        }

        @Override
        public Number decode(ByteBuffer bytes) {
            return 0;
        }
    }
}
