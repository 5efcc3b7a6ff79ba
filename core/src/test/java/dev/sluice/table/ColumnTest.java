package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnTest {
    private static final double OTHER_NAN = Double.longBitsToDouble(0x7FF0_0000_0000_0001L);

    static Stream<List<Object>> kinds() {
        return Stream.of(
                List.of(0L, 1L, -1L, 127L, 128L, Long.MAX_VALUE, Long.MIN_VALUE),
                List.of(0L, Column.TURNED, 3L),
                List.of(0, -1, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE),
                List.of(0.0, -0.0, 1.5, Double.NaN, OTHER_NAN, Double.POSITIVE_INFINITY, Double.MIN_VALUE),
                List.of(1.5, Double.longBitsToDouble(Column.TURNED)),
                List.of("a", "", "b"),
                List.of(0L, 1L, 0, "a", 0.5),
                List.of(0, 0.5),
                List.of(0.5, 7L),
                List.of((short) 1, (byte) 1, 1L));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void holdsWhatAnArrayHolds(List<Object> values) {
        Random random = new Random(values.hashCode());
        for (int round = 0; round < 200; round++) {
            Column<Object> column = new Column<>(4);
            Object[] expected = new Object[4];
            for (int step = 0; step < 40; step++) {
                expected = change(column, expected, values, random);
                requireSame(column, expected, values);
            }
        }
    }

    private static Object[] change(Column<Object> column, Object[] expected, List<Object> values, Random random) {
        int slot = random.nextInt(expected.length);
        int other = random.nextInt(expected.length);
        switch (random.nextInt(12)) {
            case 0 -> {
                column.set(slot, null);
                expected[slot] = null;
            }
            case 1 -> {
                column.clear(Math.min(slot, other), Math.max(slot, other));
                Arrays.fill(expected, Math.min(slot, other), Math.max(slot, other), null);
            }
            case 2 -> {
                column.resize(expected.length + 3);
                return Arrays.copyOf(expected, expected.length + 3);
            }
            case 3, 4 -> {
                column.set(slot, column, other);
                expected[slot] = expected[other];
            }
            default -> {
                Object value = values.get(random.nextInt(values.size()));
                column.set(slot, value);
                expected[slot] = value;
            }
        }
        return expected;
    }

    private static void requireSame(Column<Object> column, Object[] expected, List<Object> values) {
        assertThat(column.capacity()).isEqualTo(expected.length);
        for (int slot = 0; slot < expected.length; slot++) {
            assertThat(column.get(slot)).isEqualTo(expected[slot]);
            assertThat(column.has(slot)).isEqualTo(expected[slot] != null);
            for (Object value : values) {
                assertThat(column.holds(slot, value)).isEqualTo(value.equals(expected[slot]));
            }
        }
        int[] held = IntStream.range(0, expected.length)
                .filter(slot -> expected[slot] != null)
                .toArray();
        assertThat(column.copy(held))
                .isEqualTo(Arrays.stream(held).mapToObj(slot -> expected[slot]).toList());
    }

    @Test
    void keepsTheBitsOfDoublesThatAreNotNumbers() {
        Column<Double> column = new Column<>(1);
        column.set(0, OTHER_NAN);
        assertThat(Double.doubleToRawLongBits(column.get(0))).isEqualTo(Double.doubleToRawLongBits(OTHER_NAN));
    }

    @Test
    void aCopyDoesNotSeeLaterChanges() {
        Column<Object> column = new Column<>(2);
        column.set(0, 1L);
        column.set(1, 2L);
        List<Object> copy = column.copy(new int[] {1, 0});
        column.set(0, 5L);
        column.set(1, "text");
        assertThat(copy).containsExactly(2L, 1L);
    }

    @Test
    void aBatchThatMixedClassesIsRolledBack() {
        VersionedTable<Object, Object> table = new VersionedTable<>();
        table.begin();
        table.put(1L, 11, 10L);
        table.put(2L, 12, 20L);
        table.commit();
        table.begin();
        table.put(1L, 11, "ten");
        table.put("two", 13, 0.5);
        table.remove(2L, 12);
        table.rollback();
        assertThat(table).extracting(Object::toString).containsExactly("(1, 10)", "(2, 20)");
        assertThat(table.get(1L, 11)).isEqualTo(10L);
        assertThat(table.find("two", 13)).isEqualTo(-1);
    }
}
