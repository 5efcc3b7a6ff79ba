package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneId;
import java.time.chrono.HijrahDate;
import java.time.temporal.WeekFields;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that have something else written in their place by Java serialization, or something else read. */
class ReplacingTypesTest {
    private static final String RULE =
            " cannot be stored: its class has a writeReplace or readResolve, which is for Java"
                    + " serialization and not followed here; keep in a record what it is made of";

    static final class Handle implements Serializable {
        final transient String name;

        Handle(String name) {
            this.name = name;
        }

        private Object writeReplace() throws ObjectStreamException {
            return new Written(name);
        }
    }

    record Written(String name) implements Serializable {
        Object readResolve() {
            return new Handle(name);
        }
    }

    static class Parent implements Serializable {
        protected Object writeReplace() {
            return "a parent";
        }
    }

    static final class Child extends Parent {}

    static final class Single implements Serializable {
        static final Single ONLY = new Single();

        private Object readResolve() {
            return ONLY;
        }
    }

    static final class NotEvenSerializable {
        private Object writeReplace() {
            return null;
        }
    }

    static final class Numbers extends AbstractList<Integer> implements Serializable {
        @Override
        public Integer get(int index) {
            return index;
        }

        @Override
        public int size() {
            return 2;
        }

        private Object writeReplace() {
            return new ArrayList<>(this);
        }
    }

    static final class Table extends AbstractMap<String, String> implements Serializable {
        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            return Set.of(Map.entry("a", "b"));
        }

        private Object writeReplace() {
            return new HashMap<>(this);
        }
    }

    static final class Bean {
        Handle handle = new Handle("in a bean");
    }

    record Order(String id, Handle sender) {}

    record Deep(List<Optional<Order>> orders, Map<String, Handle[]> handles) {}

    record Box(Object content) {}

    record Holder(Numbers numbers) {}

    private static RecordCodec codec() {
        return TypeRegistry.builder()
                .allow(Handle.class, Child.class, Single.class, NotEvenSerializable.class, Numbers.class, Table.class)
                .allow(Bean.class, LongAdder.class, HijrahDate.class, WeekFields.class)
                .allow(InetAddress.class, Inet4Address.class, InetSocketAddress.class)
                .build()
                .codec();
    }

    static Stream<Arguments> refused() throws UnknownHostException {
        Handle handle = new Handle("x");
        return Stream.of(
                Arguments.of("", handle, handle),
                Arguments.of("Order.sender, ", handle, new Order("1", handle)),
                Arguments.of("Box.content, ", handle, new Box(handle)),
                Arguments.of("Bean.handle, ", handle, new Bean()),
                Arguments.of("values[1].sender, ", handle, List.of(new Order("1", null), new Order("2", handle))),
                Arguments.of(
                        "Deep.orders[0].sender, ",
                        handle,
                        new Deep(List.of(Optional.of(new Order("1", handle))), Map.of())),
                Arguments.of("Deep.handles.values[0][1], ", handle, new Deep(List.of(), Map.of("a", new Handle[] {
                    null, handle
                }))),
                Arguments.of("values.keys[0], ", handle, Map.of(handle, 1)),
                Arguments.of("", new Written("x"), new Written("x")),
                Arguments.of("Box.content, ", new Child(), new Box(new Child())),
                Arguments.of("Box.content, ", Single.ONLY, new Box(Single.ONLY)),
                Arguments.of("Box.content, ", new NotEvenSerializable(), new Box(new NotEvenSerializable())),
                Arguments.of("Box.content, ", new LongAdder(), new Box(new LongAdder())),
                Arguments.of("Box.content, ", HijrahDate.now(), new Box(HijrahDate.now())),
                Arguments.of("Box.content, ", WeekFields.ISO, new Box(WeekFields.ISO)),
                Arguments.of(
                        "Box.content, ", InetAddress.getByName("1.2.3.4"), new Box(InetAddress.getByName("1.2.3.4"))));
    }

    @ParameterizedTest(name = "{0}{1}")
    @MethodSource("refused")
    void anObjectOfSuchAClassIsRefusedWhereItIsFirstMet(String path, Object refused, Object value) {
        String name = refused.getClass().getTypeName();
        assertThatThrownBy(() -> codec().encode(value))
                .isInstanceOf(CodecException.class)
                .hasMessage(path + "a " + name + (path.isEmpty() ? "" : ",") + RULE
                        + ", or give the class a codec: StreamingContext.builder(…).codec("
                        + refused.getClass().getSimpleName() + ".class, …)");
    }

    @ParameterizedTest
    @MethodSource
    void aCollectionOfSuchAClassIsRefusedToo(Object value, String told) {
        assertThatThrownBy(() -> codec().encode(value))
                .isInstanceOf(CodecException.class)
                .hasMessage(told + RULE);
    }

    static Stream<Arguments> aCollectionOfSuchAClassIsRefusedToo() {
        String numbers = "a " + Numbers.class.getTypeName();
        String table = "a " + Table.class.getTypeName();
        return Stream.of(
                Arguments.of(new Numbers(), numbers),
                Arguments.of(new Holder(new Numbers()), "Holder.numbers, " + numbers + ","),
                Arguments.of(new Box(List.of(new Numbers())), "Box.content[0], " + numbers + ","),
                Arguments.of(new Table(), table),
                Arguments.of(new Box(new Table()), "Box.content, " + table + ","));
    }

    @Test
    void whatWasRefusedChangesNothingForWhatCanBeStored() {
        RecordCodec codec = codec();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> codec.encode(new Handle("x"))).isInstanceOf(CodecException.class);
            Order order = new Order("without a sender", null);
            assertThat(codec().decode(ByteBuffer.wrap(codec.encode(order)))).isEqualTo(order);
            assertThat(codec.decode(ByteBuffer.wrap(codec().encode(order)))).isEqualTo(order);
        }
    }

    @Test
    void aCodecOfItsOwnMakesSuchAClassStorable() {
        Codec<Handle> names = new Codec<>() {
            @Override
            public byte[] encode(Handle handle) {
                return handle.name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }

            @Override
            public Handle decode(ByteBuffer bytes) {
                return new Handle(
                        java.nio.charset.StandardCharsets.UTF_8.decode(bytes).toString());
            }
        };
        TypeRegistry.Builder types = TypeRegistry.builder().codec(Handle.class, names);
        RecordCodec codec = types.build().codec();
        List<Object> values = List.of(new Handle("a"), new Order("1", new Handle("b")), new Box(new Handle("c")));
        byte[] bytes = codec.encodeAll(values);
        List<Object> read = types.build().codec().decodeAll(ByteBuffer.wrap(bytes));
        assertThat(((Handle) read.get(0)).name).isEqualTo("a");
        assertThat(((Order) read.get(1)).sender().name).isEqualTo("b");
        assertThat(((Handle) ((Box) read.get(2)).content()).name).isEqualTo("c");
        assertThat(codec.encodeAll(values)).isEqualTo(bytes);
    }

    @Test
    void valuesOfTheJdkThatHaveOneAreStoredAllTheSame() {
        TreeMap<String, Integer> backwards = new TreeMap<>(Collections.reverseOrder());
        backwards.putAll(Map.of("a", 1, "b", 2));
        List<Object> values = Arrays.asList(
                Duration.ofSeconds(1),
                ZoneId.of("Europe/Berlin"),
                Locale.GERMANY,
                Currency.getInstance("EUR"),
                EnumSet.of(TimeUnit.DAYS),
                List.of(1, 2),
                Map.of("a", 1),
                Collections.emptyList(),
                Collections.emptyNavigableMap(),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                backwards,
                new TreeMap<>(Comparator.<String>naturalOrder()));
        RecordCodec codec = codec();
        for (Object value : values) {
            Object read = codec().decode(ByteBuffer.wrap(codec.encode(new Box(value))));
            assertThat(read).isEqualTo(new Box(value)).asString().isEqualTo(new Box(value).toString());
        }
    }
}
