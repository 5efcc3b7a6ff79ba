package dev.sluice.examples;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.examples.SlidingCounts.Counts;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SlidingCountsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void allThreeWaysCountWhatIsInTheWindow() {
        check(
                        batches(batch("a", "a"), batch("a", "b"), batch()),
                        words -> SlidingCounts.sideBySide(words, SECOND.multipliedBy(2), SECOND))
                .gives(
                        batch(kv("a", new Counts(2, 2, 2))),
                        batch(kv("a", new Counts(3, 3, 3)), kv("b", new Counts(1, 1, 1))),
                        batch(kv("a", new Counts(1, 1, 1)), kv("b", new Counts(1, 1, 1))),
                        batch());
    }

    @Test
    void allThreeWaysAgreeOnManyWords() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<KeyValue<String, Counts>> counts = tester.collect(SlidingCounts.sideBySide(
                    tester.input(Batches.of(manyWords())), SECOND.multipliedBy(7), SECOND.multipliedBy(3)));

            tester.runBatches(40);

            assertThat(counts.all())
                    .hasSizeGreaterThan(50)
                    .allMatch(entry -> entry.value().agree());
        }
    }

    @Test
    void waysThatDifferAreNotEqual() {
        assertThat(new Counts(1, 1, 2).agree()).isFalse();
        assertThat(new Counts(1, 2, 1).agree()).isFalse();
        assertThat(new Counts(2, 1, 1).agree()).isFalse();
    }

    private static List<List<String>> manyWords() {
        return LongStream.range(0, 30)
                .mapToObj(batch -> LongStream.range(0, batch % 5 * 10)
                        .mapToObj(n -> Samples.word(batch * 100 + n))
                        .toList())
                .toList();
    }
}
