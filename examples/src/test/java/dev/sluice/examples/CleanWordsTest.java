package dev.sluice.examples;

import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.examples.CleanWords.Page;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanWordsTest {
    private static final Page PAGE = new Page("page", "buy the boat, the red one");

    @Test
    void wordsThatAreNotNoiseKeepTheirOrder() {
        try (StreamTester tester = StreamTester.create()) {
            NoiseWords noise = new NoiseWords(tester.context(), List.of("the", "buy"));
            Collected<KeyValue<String, String>> clean =
                    tester.collect(CleanWords.clean(tester.input(List.of(PAGE)), noise));

            tester.runBatches(1);

            assertThat(clean.last()).containsExactly(kv("page", "boat red one"));
        }
    }

    @Test
    void aListThatIsReplacedCountsFromTheNextBatchOn() {
        try (StreamTester tester = StreamTester.create()) {
            NoiseWords noise = new NoiseWords(tester.context(), List.of());
            Collected<KeyValue<String, String>> clean =
                    tester.collect(CleanWords.clean(tester.input(List.of(PAGE), List.of(PAGE), List.of(PAGE)), noise));

            tester.runBatches(1);
            noise.replace(List.of("the"));
            tester.runBatches(1);
            noise.add("red");
            tester.runBatches(1);

            assertThat(clean.all())
                    .containsExactly(
                            kv("page", "buy the boat the red one"),
                            kv("page", "buy boat red one"),
                            kv("page", "buy boat one"));
        }
    }

    @Test
    void aPageOfNoiseAloneLeavesNothing() {
        try (StreamTester tester = StreamTester.create()) {
            NoiseWords noise = new NoiseWords(tester.context(), List.of("hm"));
            Collected<KeyValue<String, String>> clean =
                    tester.collect(CleanWords.clean(tester.input(List.of(new Page("page", "hm, hm"))), noise));

            tester.runBatches(1);

            assertThat(clean.last()).isEmpty();
        }
    }
}
