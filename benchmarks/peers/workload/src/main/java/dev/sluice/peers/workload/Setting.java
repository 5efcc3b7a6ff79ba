package dev.sluice.peers.workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One trial: what, how long, and where.
 *
 * @param warm how long the contender runs before it is measured
 * @param rate records a second; 0: as fast as it can
 * @param slides of which a window consists, where windows slide
 * @param directory an empty one, for what must survive
 */
public record Setting(Workload workload, Duration warm, Duration length, long rate, int slides, Path directory) {
    /** How often the state is made to survive where it is: the same for every contender. */
    public static final Duration SNAPSHOTS = Duration.ofSeconds(5);

    /** The arguments of a contender's process. */
    public List<String> arguments() {
        return List.of(
                workload.toString(),
                Long.toString(warm.toMillis()),
                Long.toString(length.toMillis()),
                Long.toString(rate),
                Integer.toString(slides),
                directory.toString());
    }

    /** What those arguments say. */
    public static Setting of(String... arguments) {
        return new Setting(
                Workload.of(arguments[0]),
                Duration.ofMillis(Long.parseLong(arguments[1])),
                Duration.ofMillis(Long.parseLong(arguments[2])),
                Long.parseLong(arguments[3]),
                Integer.parseInt(arguments[4]),
                Path.of(arguments[5]));
    }
}
