package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.StableHash;
import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.StateException;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.Stored;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlidingWindowCaptureTest {
    private final SlidingWindowTable<String, String> texts =
            new SlidingWindowTable<>(Aggregate.reducing(String::concat), 3);

    @Test
    void aFullCaptureHoldsTheOrderOfKeysAndEverySlice() throws Exception {
        batch(1, "b", "a");
        batch(2, "a", "c");
        assertThat(shown(texts.capture(true)))
                .containsExactly("1 [2] [3]", "3 [b, a, c]", "4 [b, a, a, c] [1, 1, 2, 2] [b1, a1, a2, c2]");
    }

    @Test
    void aPartialCaptureHoldsOnlyWhatCameGrewAndLeft() throws Exception {
        batch(1, "b", "a");
        batch(2, "a", "c");
        texts.capture(true);
        assertThat(shown(texts.capture(false))).containsExactly("1 [2] [3]");
        batch(2, "c");
        assertThat(shown(texts.capture(false))).containsExactly("1 [2] [3]", "4 [c] [2] [c2c2]");
        batch(2, "d");
        batch(4, "b");
        assertThat(shown(texts.capture(false))).containsExactly("1 [4] [3]", "3 [d]", "4 [d, b] [2, 4] [d2, b4]");
        texts.begin();
        texts.advance(6);
        texts.commit();
        batch(6, "c");
        assertThat(shown(texts.capture(false))).containsExactly("1 [6] [3]", "2 [a, c, d]", "3 [c]", "4 [c] [6] [c6]");
        assertThat(shown(texts.capture(false))).containsExactly("1 [6] [3]");
    }

    @Test
    void aSliceThatWasCapturedAndGrewBeforeItWasSealedIsCapturedByWhatGrew() throws Exception {
        batch(1, "a", "b");
        texts.capture(true);
        batch(1, "b");
        batch(2, "c");
        batch(3, "c");
        assertThat(shown(texts.capture(false)))
                .containsExactly("1 [3] [3]", "3 [c]", "4 [b, c, c] [1, 2, 3] [b1b1, c2, c3]");
        assertThat(shown(texts.capture(false))).containsExactly("1 [3] [3]");
    }

    @Test
    void aPartialCaptureLooksAtNoSliceOlderThanTheNewestOfTheOneBefore() throws Exception {
        SlidingWindowTable<String, String> wide = new SlidingWindowTable<>(Aggregate.reducing(String::concat), 50);
        for (long slice = 1; slice <= 40; slice++) {
            batch(wide, slice, "a");
        }
        assertThat(slices(wide.capture(true))).hasSize(40);
        batch(wide, 41, "a");
        batch(wide, 42, "a");
        assertThat(slices(wide.capture(false))).extracting(SliceRows::id).containsExactly(40L, 41L, 42L);
        assertThat(slices(wide.capture(false))).extracting(SliceRows::id).containsExactly(42L);
    }

    @Test
    void whatARestoredWindowHoldsIsAsGoodAsCaptured() throws Exception {
        batch(1, "a", "b");
        batch(2, "b");
        SlidingWindowTable<String, String> twin = Stored.restore(fresh(), Stored.of(texts.capture(true)));
        assertThat(shown(twin.capture(false))).containsExactly("1 [2] [3]");
        batch(twin, 2, "a");
        assertThat(shown(twin.capture(false))).containsExactly("1 [2] [3]", "4 [a] [2] [a2]");
    }

    @Test
    void aWindowThatNeverHeldAnythingIsRestoredEmpty() throws Exception {
        List<StateChunk> chunks = Stored.of(texts.capture(true));
        SlidingWindowTable<String, String> twin = Stored.restore(fresh(), chunks);
        assertThat(twin.size()).isZero();
        batch(twin, -5, "a");
        assertThat(twin.get("a", StableHash.of("a"))).isEqualTo("a-5");
    }

    @Test
    void capturesOutOfTurnAreExplained() {
        assertThatThrownBy(() -> texts.capture(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the first capture of a table must be full: what changed is known from then on only");
        texts.begin();
        assertThatThrownBy(() -> texts.capture(true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rowsThatDoNotFitTogetherAreRefused() {
        SlidingWindowTable<String, String> keyWithoutRows = fresh();
        keyWithoutRows.restore(new StateChunk(WindowCapture.CAME, true, List.of(List.of("a", "b"))));
        assertThatThrownBy(keyWithoutRows::restored)
                .isInstanceOf(CorruptionException.class)
                .hasMessage("the stored window does not hold together: 2 of its keys have nothing in any slice");
        SlidingWindowTable<String, String> rowsWithoutKey = fresh();
        rowsWithoutKey.restore(
                new StateChunk(WindowCapture.PARTIALS, true, List.of(List.of("a"), List.of(7L), List.of("x"))));
        assertThatThrownBy(rowsWithoutKey::restored)
                .isInstanceOf(CorruptionException.class)
                .hasMessage("the stored window does not hold together: slice 7 has something of key a,"
                        + " which has no place in the order of keys");
        assertThatThrownBy(() -> fresh().restore(new StateChunk(9, false, List.of(List.of(1L)))))
                .isInstanceOf(RecoveryException.class)
                .hasMessageStartingWith("the stored state has rows of kind 9");
    }

    @Test
    void anAggregateThatFailsWhileTheWindowIsBuiltIsNamed() throws Exception {
        batch(1, "a");
        batch(2, "a");
        batch(3, "a");
        SlidingWindowTable<String, String> failing = new SlidingWindowTable<>(
                Aggregate.reducing((left, right) -> {
                    throw new IOException("planted");
                }),
                8);
        Stored.of(texts.capture(true)).forEach(failing::restore);
        assertThatThrownBy(failing::restored)
                .isInstanceOf(StateException.class)
                .hasMessage("the aggregate failed while a window was built anew from its stored slices:"
                        + " java.io.IOException: planted");
    }

    private static SlidingWindowTable<String, String> fresh() {
        return new SlidingWindowTable<>(Aggregate.reducing(String::concat), 3);
    }

    private void batch(long slice, String... keys) throws Exception {
        batch(texts, slice, keys);
    }

    private static void batch(SlidingWindowTable<String, String> table, long slice, String... keys) throws Exception {
        table.begin();
        for (String key : keys) {
            table.add(slice, key, StableHash.of(key), key + slice);
        }
        table.commit();
    }

    private static List<SliceRows> slices(StateCapture capture) {
        return ((WindowCapture<?>) capture).slices();
    }

    private static List<String> shown(StateCapture capture) {
        return Stored.of(capture).stream()
                .map(chunk -> chunk.kind() + " "
                        + String.join(
                                " ",
                                chunk.columns().stream().map(Object::toString).toList()))
                .toList();
    }
}
