package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Comparator;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyRangesTest {
    private static final Ordering<Integer> RISING =
            new Ordering<>(Comparator.naturalOrder(), new Origin("sortByKey", "a test"));

    private static List<Integer> keys(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void rangesShareTheRecordsEvenly() {
        KeyRanges<Integer> ranges =
                KeyRanges.of(List.of(new KeySample<>(keys(51, 100), 50), new KeySample<>(keys(1, 50), 50)), 4, RISING);
        assertThat(ranges.bounds()).containsExactly(25, 50, 75);
    }

    @Test
    void aSampleWeighsAsManyRecordsAsItStandsFor() {
        KeyRanges<Integer> ranges =
                KeyRanges.of(List.of(new KeySample<>(keys(1, 10), 10), new KeySample<>(keys(11, 20), 90)), 2, RISING);
        assertThat(ranges.bounds()).containsExactly(15);
    }

    @Test
    void aBoundBelongsToTheRangeBelowIt() {
        KeyRanges<Integer> ranges = new KeyRanges<>(List.of(10, 20), RISING);
        assertThat(keys(9, 11)).map(ranges::of).containsExactly(0, 0, 1);
        assertThat(keys(20, 21)).map(ranges::of).containsExactly(1, 2);
    }

    @Test
    void equalKeysGiveFewerRanges() {
        List<Integer> sevens = Collections.nCopies(100, 7);
        KeyRanges<Integer> ranges = KeyRanges.of(List.of(new KeySample<>(sevens, 100)), 8, RISING);
        assertThat(ranges.bounds()).containsExactly(7);
    }

    @Test
    void noSamplesGiveOneRange() {
        KeyRanges<Integer> ranges = KeyRanges.of(List.of(new KeySample<>(List.of(), 0)), 8, RISING);
        assertThat(ranges.bounds()).isEmpty();
        assertThat(ranges.of(5)).isZero();
    }
}
