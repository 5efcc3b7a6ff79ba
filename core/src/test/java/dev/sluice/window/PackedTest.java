package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackedTest {
    @Test
    void numbersOfOneClassAreKeptBare() {
        assertThat(Packed.of(new Object[] {1L, 2L})).isInstanceOf(PackedLongs.class);
        assertThat(Packed.of(new Object[] {1.0, 2.0})).isInstanceOf(PackedDoubles.class);
        assertThat(Packed.of(new Object[] {1L, 2.0})).isInstanceOf(PackedObjects.class);
        assertThat(Packed.of(new Object[] {1, 2})).isInstanceOf(PackedObjects.class);
    }

    @Test
    void everythingComesBackAsItWasAndNothingAsNothing() {
        requireSame(new Object[] {Long.MIN_VALUE, null, 0L, -1L});
        requireSame(new Object[] {-0.0, null, Double.NaN, Double.NEGATIVE_INFINITY});
        requireSame(new Object[] {"a", null, List.of()});
        requireSame(new @Nullable Object[] {null, null});
        Random random = new Random(1);
        requireSame(random.longs(200)
                .mapToObj(number -> number % 3 == 0 ? null : number)
                .toArray());
    }

    @Test
    void slotsAreListedOrMarkedWhicheverIsSmaller() {
        int[] slots = {900, 3, 64, 63};
        SlotSet sparse = SlotSet.of(slots, 4, 1_000);
        assertThat(sparse.isListed()).isTrue();
        assertThat(sparse.toArray()).containsExactly(900, 3, 64, 63);
        int[] many = new Random(2).ints(0, 1_000).distinct().limit(500).toArray();
        SlotSet dense = SlotSet.of(many, 400, 1_000);
        assertThat(dense.isListed()).isFalse();
        assertThat(dense.size()).isEqualTo(400);
        assertThat(dense.toArray())
                .containsExactly(Arrays.stream(many).limit(400).sorted().toArray());
    }

    @Test
    void roomForSlotsIsUsedByOneSetAfterAnother() {
        SlotRoom room = new SlotRoom();
        int[] ten = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(room.list(SlotSet.of(ten, 10, 10))).startsWith(ten);
        int[] few = {500, 2};
        SlotSet listed = SlotSet.of(few, 2, 1_000);
        assertThat(room.list(listed)).startsWith(few);
        assertThat(room.list(SlotSet.of(ten, 9, 10))).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(listed.toArray()).containsExactly(few);
    }

    @Test
    void codesOfNumbersHaveTheOrderOfTheNumbers() {
        Double[] doubles = {Double.NEGATIVE_INFINITY, -2.5, -Double.MIN_VALUE, -0.0, 0.0, 1e-300, 7.0, Double.NaN};
        Long[] longs = {Long.MIN_VALUE, -7L, 0L, 1L, Long.MAX_VALUE};
        requireOrder(NumberOrder.GREATEST_DOUBLE, 1, doubles);
        requireOrder(NumberOrder.LEAST_DOUBLE, -1, doubles);
        requireOrder(NumberOrder.GREATEST_LONG, 1, longs);
        requireOrder(NumberOrder.LEAST_LONG, -1, longs);
    }

    private static void requireOrder(NumberOrder order, int sign, Object[] rising) {
        for (int i = 0; i < rising.length; i++) {
            long code = order.code(rising[i]);
            assertThat(order.number(code)).isEqualTo(rising[i]);
            Packed<Object> packed = order.packed(new long[] {code});
            assertThat(packed.at(0)).isEqualTo(rising[i]);
            assertThat(order.codeAt(packed, 0)).isEqualTo(code);
            if (i > 0) {
                assertThat(Long.signum(Long.compare(code, order.code(rising[i - 1]))))
                        .as("%s after %s", rising[i], rising[i - 1])
                        .isEqualTo(sign);
            }
        }
    }

    private static void requireSame(@Nullable Object[] values) {
        Packed<Object> packed = Packed.of(values.clone());
        for (int place = 0; place < values.length; place++) {
            assertThat(packed.at(place)).isEqualTo(values[place]);
        }
    }
}
