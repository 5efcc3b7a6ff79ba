package dev.sluice.benchmarks;

import dev.sluice.storage.LocalStorage;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One process of the measurement of recovery: it makes the state, or goes on with it. */
@Command(name = "recovery-part", hidden = true, description = "A part of recovery, which starts it.")
final class RecoveryPart implements Callable<Integer> {
    private static final int PER_BATCH = 200_000;
    private static final Duration NEVER = Duration.ofDays(1);

    @Option(names = "--directory", required = true)
    private Path directory = Path.of("");

    @Option(names = "--keys", required = true)
    private long keys;

    @Option(names = "--records")
    private boolean records;

    @Option(names = "--make")
    private boolean make;

    @Override
    public Integer call() throws InterruptedException {
        if (make) {
            make();
        } else {
            goOn();
        }
        return 0;
    }

    private void make() throws InterruptedException {
        KeyedState state = state(PER_BATCH, keys, Duration.ofMillis(10));
        state.start();
        state.awaitRecords(keys);
        state.stop();
    }

    private void goOn() throws InterruptedException {
        KeyedState state = state(1, keys + 1, Duration.ofMillis(100));
        long began = System.nanoTime();
        state.start();
        double started = (System.nanoTime() - began) / 1e9;
        long ignored = state.awaitBatches(1);
        double done = (System.nanoTime() - began) / 1e9;
        double collecting = collectingSeconds();
        double cpu = Machine.cpuSeconds();
        state.awaitRecords(1);
        state.requireSum(keys + 1);
        System.out.printf("%.3f %.3f %.3f %.3f%n", started, done, collecting, cpu);
    }

    private KeyedState state(long perBatch, long end, Duration interval) {
        NumberSource numbers = new NumberSource(keys, perBatch, perBatch, end, SteadyLoad.processors());
        return new KeyedState(new LocalStorage(directory).ownerOnly(), records, numbers, interval, NEVER);
    }

    private static double collectingSeconds() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()
                / 1e3;
    }
}
