package dev.sluice.peers.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run gave.
 *
 * @param answer of all batches
 * @param millis how long each measured batch took
 */
public record BatchOutcome(String version, long answer, List<Double> millis) {
    private static final String MARK = "batches-took";

    /** The outcome that a line tells of, if it does. */
    public static Optional<BatchOutcome> of(String line) {
        if (!line.startsWith(MARK + " ")) {
            return Optional.empty();
        }
        String[] words = line.split(" ");
        List<Double> millis =
                Arrays.stream(words).skip(3).map(Double::parseDouble).toList();
        return Optional.of(new BatchOutcome(words[1], Long.parseLong(words[2]), millis));
    }

    /** The line that tells of it. */
    public String line() {
        return MARK + " " + version + " " + answer + " "
                + millis.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
