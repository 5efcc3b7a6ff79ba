package dev.sluice.conformance.recovery;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Runs of a program on one directory, one after another; each ends at once, with nothing written besides. */
final class Restarts {
    static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final InMemoryStorage storage = new InMemoryStorage(clock);
    private final List<RecoveryReport> reports = new ArrayList<>();

    /** Runs a program for so many batches of a second; what stopped it is thrown. */
    void run(int batches, UnaryOperator<Builder> settings, Consumer<StreamingContext> program) {
        Builder builder = StreamingContext.builder("restarted")
                .batchInterval(SECOND)
                .master("local[2]")
                .checkpoint(storage, "here")
                .snapshotInterval(SECOND)
                .clock(clock)
                .listener(new StreamingListener() {
                    @Override
                    public void onRecovered(RecoveryReport report) {
                        reports.add(report);
                    }
                });
        try (StreamingContext ssc = settings.apply(builder).build()) {
            program.accept(ssc);
            ssc.start();
            clock.advance(SECOND.multipliedBy(batches));
            ssc.failure().ifPresent(Restarts::rethrow);
        }
    }

    /** Runs a program without more settings. */
    void run(int batches, Consumer<StreamingContext> program) {
        run(batches, builder -> builder, program);
    }

    /** Nothing runs for so long. */
    void pause(Duration duration) {
        clock.advance(duration);
    }

    /** What the last run found that was not the first. */
    RecoveryReport report() {
        return reports.get(reports.size() - 1);
    }

    /** All files in the directory, byte by byte. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        storage.list("")
                .forEach(entry -> files.put(
                        entry.name(), HexFormat.of().formatHex(storage.read(entry.name(), 0, Integer.MAX_VALUE))));
        return files;
    }

    private static void rethrow(Throwable failure) {
        throw (RuntimeException) failure;
    }
}
