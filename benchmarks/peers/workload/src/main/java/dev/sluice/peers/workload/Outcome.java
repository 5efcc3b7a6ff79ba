package dev.sluice.peers.workload;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a contender's process says at its end, in one line.
 *
 * @param records that were read while it was measured
 * @param cpuSeconds meanwhile, of all threads
 * @param peakBytes the most memory that the process had, of the whole run
 * @param liveBytes the heap after a full collection when the measuring was over, with the input; 0 where not known
 * @param end how many records each source read, of the whole run
 * @param answer over all of the run
 * @param p50 milliseconds, as the others; 0 where latency was not measured
 */
public record Outcome(
        String version,
        long records,
        double seconds,
        double cpuSeconds,
        long peakBytes,
        long liveBytes,
        long end,
        Form form,
        long answer,
        double p50,
        double p99,
        double p999) {
    private static final String START = "outcome:";

    /** The throughput. */
    public double recordsPerSecond() {
        return records / seconds;
    }

    /** The seconds of CPU for a million records. */
    public double cpuPerMillion() {
        return cpuSeconds * 1e6 / records;
    }

    /** One line, to be found among others. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s version=%s records=%d seconds=%.6f cpu=%.3f peak=%d live=%d end=%d form=%s answer=%d p50=%.4f "
                        + "p99=%.4f p999=%.4f",
                START,
                version,
                records,
                seconds,
                cpuSeconds,
                peakBytes,
                liveBytes,
                end,
                form,
                answer,
                p50,
                p99,
                p999);
    }

    /**
     * What a line says; empty if it is some other line.
     *
     * @throws IllegalArgumentException if it is cut off
     */
    public static Optional<Outcome> of(String line) {
        if (!line.startsWith(START)) {
            return Optional.empty();
        }
        Map<String, String> parts = Stream.of(
                        line.substring(START.length()).strip().split(" "))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        return Optional.of(new Outcome(
                part(parts, "version", line),
                Long.parseLong(part(parts, "records", line)),
                Double.parseDouble(part(parts, "seconds", line)),
                Double.parseDouble(part(parts, "cpu", line)),
                Long.parseLong(part(parts, "peak", line)),
                Long.parseLong(part(parts, "live", line)),
                Long.parseLong(part(parts, "end", line)),
                Form.valueOf(part(parts, "form", line)),
                Long.parseLong(part(parts, "answer", line)),
                Double.parseDouble(part(parts, "p50", line)),
                Double.parseDouble(part(parts, "p99", line)),
                Double.parseDouble(part(parts, "p999", line))));
    }

    private static String part(Map<String, String> parts, String name, String line) {
        String part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("a contender's outcome says nothing of '" + name + "': " + line);
        }
        return part;
    }
}
