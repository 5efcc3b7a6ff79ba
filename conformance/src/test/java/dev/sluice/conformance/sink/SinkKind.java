package dev.sluice.conformance.sink;

import dev.sluice.file.Rolling;
import dev.sluice.sink.Sink;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.time.Duration;
import java.util.List;

/** The file sinks whose files are lines of text, and the batches that bring out what is special about them. */
enum SinkKind {
    DIRECTORIES {
        @Override
        Sink<String> sink(Location prefix) {
            return Sinks.textFiles(prefix, "txt");
        }
    },
    ROLLING_BY_SIZE {
        @Override
        Sink<String> sink(Location prefix) {
            return Sinks.rollingText(prefix, "txt", Rolling.of(7, Duration.ofHours(1)));
        }
    },
    ROLLING_BY_AGE {
        @Override
        Sink<String> sink(Location prefix) {
            return Sinks.rollingText(prefix, "txt", Rolling.of(1 << 20, Duration.ofSeconds(2)));
        }
    };

    /** The third batch has no records, and the last is left over when files roll. */
    static final List<List<List<String>>> BATCHES = List.of(
            List.of(List.of("a", "b"), List.of(), List.of("c")),
            List.of(List.of("d")),
            List.of(),
            List.of(List.of("e"), List.of("f")),
            List.of(List.of("g")),
            List.of(List.of(), List.of("h", "i")),
            List.of(List.of("j")));

    abstract Sink<String> sink(Location prefix);

    Sink<String> over(Storage storage) {
        return sink(new Location(storage, "out/counts"));
    }
}
