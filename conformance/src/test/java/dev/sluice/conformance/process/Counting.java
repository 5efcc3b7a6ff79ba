package dev.sluice.conformance.process;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.file.Rolling;
import dev.sluice.sink.Sinks;
import dev.sluice.state.StateSpec;
import dev.sluice.storage.Location;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Counts words in two ways: a line of number, word and how often the word was there so far, for each line that comes in,
 * as a directory for each batch; and a line of word and count for each word of a batch, as files of many batches.
 */
record Counting(Path output, Gate gate) {
    /** How much of the totals a file holds at least. */
    private static final Rolling ROLLING = Rolling.of(1_000, Duration.ofMillis(400));

    /** Where a word stands, and whether it was in the last batch. */
    private record Total(long count, boolean fresh) {}

    void count(DStream<String> lines) {
        PairDStream<String, String> numbers = lines.mapToPair(this::split);
        numbers.mapWithState(StateSpec.<String, String, Long, String>function((word, number, count) -> {
                    long now = count.getOption().orElse(0L) + 1;
                    count.update(now);
                    return number.orElseThrow() + " " + word + " " + now;
                }))
                .id("counts")
                .saveAsTextFiles(output.resolve("counts").toString());
        numbers.updateStateByKey(Counting::total)
                .id("totals")
                .filter(total -> total.value().fresh())
                .map(total -> total.key() + " " + total.value().count())
                .to(Sinks.rollingText(Location.local(output.resolve("totals").toString()), "txt", ROLLING));
    }

    private KeyValue<String, String> split(String line) throws InterruptedException {
        gate.pass();
        int space = line.indexOf(' ');
        return KeyValue.of(line.substring(space + 1), line.substring(0, space));
    }

    private static Optional<Total> total(List<String> numbers, Optional<Total> before) {
        long count = before.map(Total::count).orElse(0L);
        return Optional.of(new Total(count + numbers.size(), !numbers.isEmpty()));
    }
}
