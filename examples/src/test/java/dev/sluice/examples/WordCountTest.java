package dev.sluice.examples;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static dev.sluice.testkit.StreamCheck.kv;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordCountTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void countsGrowFromBatchToBatch() {
        check(batches(batch("to be or", "not to be"), batch(), batch("be")), WordCount::counts)
                .gives(
                        batch(kv("to", 2L), kv("be", 2L), kv("or", 1L), kv("not", 1L)),
                        batch(kv("to", 2L), kv("be", 2L), kv("or", 1L), kv("not", 1L)),
                        batch(kv("to", 2L), kv("be", 3L), kv("or", 1L), kv("not", 1L)));
    }

    @Test
    void aWordLeavesTheWindowWithItsBatch() {
        // snippet: word-count-test
        check(
                        batches(batch("a b"), batch("a"), batch()),
                        lines -> WordCount.counts(lines, SECOND.multipliedBy(2), SECOND))
                .gives(batch(kv("a", 1L), kv("b", 1L)), batch(kv("a", 2L), kv("b", 1L)), batch(kv("a", 1L)), batch());
        // end
    }

    @Test
    void wordsAreLettersDigitsAndApostrophesInLowerCase() {
        check(batches(batch("Don't -- STOP; 42 Überläufe!", "")), WordCount::counts)
                .gives(batch(kv("don't", 1L), kv("stop", 1L), kv("42", 1L), kv("überläufe", 1L)));
    }
}
