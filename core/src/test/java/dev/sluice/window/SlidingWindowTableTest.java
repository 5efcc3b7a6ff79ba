package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.StableHash;
import dev.sluice.error.InvalidProgramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTableTest {
    private long merges;

    private final SlidingWindowTable<String, Long> sums =
            new SlidingWindowTable<>(Aggregate.reducing(Long::sum, (all, leaving) -> all - leaving), 3);
    private final SlidingWindowTable<String, String> texts =
            new SlidingWindowTable<>(Aggregate.reducing(String::concat), 3);

    @Test
    void aRecordLeavesTheWindowWithItsSlice() throws Exception {
        for (long slice = 1; slice <= 5; slice++) {
            sums.begin();
            add(sums, slice, "a", 1L << slice);
            sums.commit();
        }
        assertThat(contents(sums)).containsExactly("a=" + (8 + 16 + 32));
    }

    @Test
    void aKeyWhoseSlicesHaveLeftIsGone() throws Exception {
        sums.begin();
        add(sums, 1, "a", 1L);
        add(sums, 2, "b", 2L);
        sums.advance(4);
        sums.commit();
        assertThat(contents(sums)).containsExactly("b=2");
        assertThat(sums.size()).isEqualTo(1);
        assertThat(sums.get("a", StableHash.of("a"))).isNull();
    }

    @Test
    void theNewestSliceGrowsOverSeveralBatches() throws Exception {
        for (String text : List.of("a", "b", "c")) {
            texts.begin();
            add(texts, 7, "k", text);
            texts.commit();
        }
        assertThat(contents(texts)).containsExactly("k=abc");
        assertThat(partials(texts)).containsExactly("7 k=abc");
    }

    @Test
    void aSlideLongerThanTheWindowForgetsWhatIsBetween() throws Exception {
        SlidingWindowTable<String, Long> table = new SlidingWindowTable<>(Aggregates.<Long>sumLong(n -> n), 2);
        List<Long> outputs = new ArrayList<>();
        for (int batch = 1; batch <= 9; batch++) {
            table.begin();
            add(table, batch, "k", 1L << (batch - 1));
            if (batch % 3 == 0) {
                table.forEach((key, hash, sum) -> outputs.add(sum));
            }
            table.commit();
        }
        assertThat(outputs).containsExactly(6L, 48L, 384L);
    }

    @Test
    void keysAreMetInTheOrderInWhichTheyCameIntoTheWindow() throws Exception {
        texts.begin();
        add(texts, 1, "c", "x");
        add(texts, 1, "a", "x");
        add(texts, 2, "b", "x");
        add(texts, 2, "c", "x");
        texts.commit();
        assertThat(contents(texts)).containsExactly("c=xx", "a=x", "b=x");
        texts.begin();
        texts.advance(4);
        texts.commit();
        assertThat(contents(texts)).containsExactly("c=x", "b=x");
    }

    @Test
    void aRollbackBringsBackWhatTheBatchEvicted() throws Exception {
        texts.begin();
        add(texts, 1, "a", "1");
        add(texts, 2, "a", "2");
        add(texts, 2, "b", "2");
        texts.commit();
        texts.begin();
        add(texts, 2, "a", "more");
        add(texts, 3, "c", "3");
        add(texts, 9, "a", "9");
        assertThat(contents(texts)).containsExactly("a=9");
        texts.rollback();
        assertThat(contents(texts)).containsExactly("a=12", "b=2");
        assertThat(partials(texts)).containsExactly("1 a=1", "2 a=2", "2 b=2");
        assertThat(texts.last()).isEqualTo(2);
    }

    @Test
    void afterAFailureInTheMiddleOfASlideOnlyARollbackIsLeft() throws Exception {
        boolean[] fails = {false};
        SlidingWindowTable<String, Long> table = new SlidingWindowTable<>(
                Aggregate.<Long>reducing(Long::sum, (all, leaving) -> {
                    if (fails[0]) {
                        throw new IOException("planted");
                    }
                    return all - leaving;
                }),
                3);
        for (long slice = 1; slice <= 3; slice++) {
            table.begin();
            add(table, slice, "a", slice);
            table.commit();
        }
        fails[0] = true;
        table.begin();
        assertThatThrownBy(() -> table.advance(4)).isInstanceOf(IOException.class);
        assertThatThrownBy(table::commit)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("commit() after a failure of the aggregate: call rollback()");
        table.rollback();
        assertThat(contents(table)).containsExactly("a=6");
        fails[0] = false;
        table.begin();
        table.advance(4);
        table.commit();
        assertThat(contents(table)).containsExactly("a=5");
    }

    /** A key that fails to be compared, once, after so many calls. */
    private static final class Fragile {
        private final int number;
        private final int[] callsUntilFailure;

        Fragile(int number, int[] callsUntilFailure) {
            this.number = number;
            this.callsUntilFailure = callsUntilFailure;
        }

        @Override
        public boolean equals(Object other) {
            if (callsUntilFailure[0]-- == 0) {
                throw new UncheckedIOException(new IOException("planted"));
            }
            return other instanceof Fragile key && key.number == number;
        }

        @Override
        public int hashCode() {
            return StableHash.of(number);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyThatFailsWhileBareNumbersSlideLeavesTheVersionBefore(boolean sums) throws Exception {
        for (int calls = 0; calls < 40; calls++) {
            int[] callsUntilFailure = {-1};
            SlidingWindowTable<Fragile, Long> table =
                    new SlidingWindowTable<>(sums ? Aggregates.<Long>count() : Aggregates.<Long>max(), 4);
            for (long slice = 1; slice <= 6; slice++) {
                batch(table, slice, callsUntilFailure);
            }
            List<String> before = fragile(table);
            callsUntilFailure[0] = calls;
            table.begin();
            try {
                for (long slice = 6; slice <= 20; slice++) {
                    table.add(slice, new Fragile(90, callsUntilFailure), 90, slice);
                }
            } catch (UncheckedIOException planted) {
                assertThat(planted).hasMessageContaining("planted");
            }
            callsUntilFailure[0] = -1;
            table.rollback();
            assertThat(fragile(table)).isEqualTo(before);
            batch(table, 7, callsUntilFailure);
            assertThat(table.get(new Fragile(7, callsUntilFailure), new Fragile(7, callsUntilFailure).hashCode()))
                    .isEqualTo(sums ? 4 + 5 + 6 + 7 : 7);
        }
    }

    private static void batch(SlidingWindowTable<Fragile, Long> table, long slice, int[] callsUntilFailure)
            throws Exception {
        table.begin();
        for (int key = (int) slice; key < slice + 4; key++) {
            Fragile fragile = new Fragile(key, callsUntilFailure);
            table.add(slice, fragile, fragile.hashCode(), slice);
        }
        table.commit();
    }

    private static List<String> fragile(SlidingWindowTable<Fragile, Long> table) throws Exception {
        List<String> content = new ArrayList<>();
        table.forEach((key, hash, value) -> content.add(key.number + "=" + value));
        table.forEachPartial((slice, key, hash, value) -> content.add(slice + " " + key.number + "=" + value));
        return content;
    }

    @Test
    void callsThatBreakARuleAreExplained() throws Exception {
        assertThatThrownBy(() -> new SlidingWindowTable<String, Long>(Aggregates.count(), 0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a window has at least 1 slice, but was given 0");
        assertThatThrownBy(() -> add(sums, 1, "a", 1L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("advance() outside a batch: call begin() first");
        sums.begin();
        add(sums, 7, "a", 1L);
        assertThatThrownBy(() -> add(sums, 6, "a", 1L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("slice 6 comes too late: the window already ends with slice 7,"
                        + " and slices come in growing order");
        assertThatThrownBy(() -> add(sums, 7, "b", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("an accumulator that holds records cannot be null");
    }

    @Test
    void anAggregateThatLosesRecordsIsExplained() throws Exception {
        SlidingWindowTable<String, String> merging =
                new SlidingWindowTable<>(Aggregate.<String>reducing((left, right) -> null), 3);
        merging.begin();
        add(merging, 1, "a", "x");
        assertThatThrownBy(() -> add(merging, 1, "a", "y"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the aggregate's merge returned null though records remain:"
                        + " only zero() may be null; return a value that stands for nothing");
        SlidingWindowTable<String, Long> subtracting =
                new SlidingWindowTable<>(Aggregate.<Long>reducing(Long::sum, (all, leaving) -> null), 3);
        subtracting.begin();
        add(subtracting, 1, "a", 1L);
        add(subtracting, 2, "a", 1L);
        add(subtracting, 3, "a", 1L);
        assertThatThrownBy(() -> subtracting.advance(4))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("the aggregate's subtract returned null though records remain:");
    }

    @Test
    void aCellThatMissedALeavingSliceIsNoticed() throws Exception {
        TwoStackCells<String> cells = new TwoStackCells<>(Aggregate.<String>reducing(String::concat), 2);
        TwoStackCells.Cell<String> cell = cells.enter(null, 0, 0, "a");
        cell = cells.enter(cell, 0, 2, "b");
        TwoStackCells.Cell<String> late = cell;
        assertThatThrownBy(() -> cells.enter(late, 0, 4, "c"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("slice 0 must leave before the window ends at slice 4, being older than its 2 slices");
    }

    @Test
    void longWindowsCostAboutTwoMergesForAnEntryAndNoSlideMuchMoreThanOthers() throws Exception {
        int slices = 3_600;
        int keys = 64;
        SlidingWindowTable<Integer, Long> table = new SlidingWindowTable<>(counting(), slices);
        long worst = 0;
        for (long slice = 1; slice <= 3L * slices; slice++) {
            long before = merges;
            table.begin();
            for (int key = 0; key < keys; key++) {
                table.add(slice, key, StableHash.of(key), slice);
            }
            table.commit();
            worst = Math.max(worst, merges - before);
        }
        long entries = 3L * slices * keys;
        assertThat(merges).isLessThan(2 * entries);
        assertThat(worst).as("merges of the worst slide, of " + keys + " keys").isLessThanOrEqualTo(2L * keys);
        long newest = 3L * slices;
        long sum = slices * (newest + newest - slices + 1) / 2;
        table.forEach((key, hash, value) -> assertThat(value).isEqualTo(sum));
        assertThat(partialCount(table)).isEqualTo((long) slices * keys);
    }

    @Test
    void aLargeSliceCostsMergesOnceWhenItIsSealedAndOnceWhenItIsTurned() throws Exception {
        SlidingWindowTable<Integer, Long> table = new SlidingWindowTable<>(counting(), 100);
        table.begin();
        for (int slice = 1; slice <= 3; slice++) {
            for (int key = 0; key < 10_000; key++) {
                table.add(slice, key, StableHash.of(key), 1L);
            }
        }
        table.commit();
        int dear = 0;
        for (int slice = 4; slice <= 110; slice++) {
            long before = merges;
            table.begin();
            table.add(slice, 5, StableHash.of(5), 1L);
            table.commit();
            dear += merges - before > 3 ? 1 : 0;
        }
        assertThat(dear).as("batches that seal or turn a large slice").isEqualTo(3);
        assertThat(merges).isLessThan(4 * 10_000 + 3 * 107);
    }

    @Test
    void askingAgainForKeysThatFellSilentCostsNothing() throws Exception {
        int slices = 100;
        SlidingWindowTable<Integer, Long> table = new SlidingWindowTable<>(counting(), slices);
        for (int slice = 1; slice <= slices / 2; slice++) {
            table.begin();
            table.add(slice, 5, StableHash.of(5), 1L);
            table.commit();
        }
        long before = merges;
        for (int slice = slices / 2 + 1; slice < slices; slice++) {
            table.begin();
            table.advance(slice);
            table.forEach((key, hash, value) -> assertThat(value).isEqualTo(slices / 2));
            table.commit();
        }
        assertThat(merges - before).isLessThan(3L * slices / 2);
    }

    private Aggregate<Long, Long, Long> counting() {
        return Aggregate.reducing((left, right) -> {
            merges++;
            return left + right;
        });
    }

    private static <A> void add(SlidingWindowTable<String, A> table, long slice, String key, A partial)
            throws Exception {
        table.add(slice, key, StableHash.of(key), partial);
    }

    private static <A> List<String> contents(SlidingWindowTable<String, A> table) throws Exception {
        List<String> contents = new ArrayList<>();
        table.forEach((key, hash, value) -> contents.add(key + "=" + value));
        return contents;
    }

    private static <A> List<String> partials(SlidingWindowTable<String, A> table) throws Exception {
        List<String> partials = new ArrayList<>();
        table.forEachPartial((slice, key, hash, partial) -> partials.add(slice + " " + key + "=" + partial));
        return partials;
    }

    private static long partialCount(SlidingWindowTable<?, ?> table) throws Exception {
        long[] count = {0};
        table.forEachPartial((slice, key, hash, partial) -> count[0]++);
        return count[0];
    }
}
