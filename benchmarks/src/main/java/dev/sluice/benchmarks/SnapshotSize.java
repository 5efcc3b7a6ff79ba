package dev.sluice.benchmarks;

import dev.sluice.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many bytes is a snapshot, by how much of the state has changed, and how long does taking it hold up a batch? */
@Command(
        name = "snapshot-size",
        description = "Bytes for each snapshot and the pauses of batches, by the share of keys that change in between.",
        mixinStandardHelpOptions = true)
final class SnapshotSize implements Callable<Integer> {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    @Option(names = "--keys", description = "Default: ${DEFAULT-VALUE}", defaultValue = "1000000")
    private long keys;

    @Option(names = "--percents", split = ",", description = "Keys that change. Default: ${DEFAULT-VALUE}")
    private List<Double> percents = List.of(0.1, 1.0, 10.0, 100.0);

    @Option(names = "--snapshots", description = "How many to take. Default: ${DEFAULT-VALUE}", defaultValue = "12")
    private int snapshots;

    @Option(names = "--snapshot-seconds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "4")
    private int snapshotSeconds;

    @Option(names = "--directory", description = "On the disk to be measured. Default: that for temporary files")
    private @Nullable Path directory;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        System.out.printf(
                "%,d keys, batches of %d ms, a snapshot every %d s; pauses: from the last output to the batch's end%n",
                keys, INTERVAL.toMillis(), snapshotSeconds);
        System.out.printf(
                "%8s %-36s %-30s %-30s%n", "changed", "MB for each snapshot", "pause ms with a snapshot", "without");
        try (Scratch scratch = Scratch.under(directory)) {
            for (double percent : percents) {
                measure(percent, scratch.run("state"));
            }
        }
        return 0;
    }

    private void measure(double percent, Path path) throws InterruptedException {
        MeteredStorage storage = new MeteredStorage(new LocalStorage(path).ownerOnly());
        Duration between = Duration.ofSeconds(snapshotSeconds);
        long perBatch = Math.max(1, (long) (keys * percent / 100 / between.dividedBy(INTERVAL)));
        NumberSource numbers = new NumberSource(keys, keys, perBatch, Long.MAX_VALUE, SteadyLoad.processors());
        KeyedState state = new KeyedState(storage, false, numbers, INTERVAL, between);
        SnapshotPauses pauses = new SnapshotPauses(storage);
        state.listen(pauses);
        state.start();
        state.awaitRecords(keys);
        List<Double> megabytes = new ArrayList<>();
        MeteredStorage.Meter before = afterSnapshots(state, storage, 2);
        pauses.begin();
        for (int taken = 1; taken <= snapshots; taken++) {
            MeteredStorage.Meter after = afterSnapshots(state, storage, before.snapshots() + 1);
            megabytes.add(after.since(before).data() / 1e6);
            before = after;
        }
        state.stop();
        System.out.printf(
                "%6.1f %% %-36s %-30s %-30s%n",
                percent, Spread.of(megabytes).show("%9.3f"), pauses.withSnapshot(), pauses.without());
    }

    private static MeteredStorage.Meter afterSnapshots(KeyedState state, MeteredStorage storage, long wanted)
            throws InterruptedException {
        long batches = 0;
        while (storage.meter().snapshots() < wanted) {
            batches = state.awaitBatches(batches + 1);
        }
        return storage.meter();
    }
}
