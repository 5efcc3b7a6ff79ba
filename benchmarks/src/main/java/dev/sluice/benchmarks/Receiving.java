package dev.sluice.benchmarks;

import dev.sluice.source.Sources;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receiver stores, a program counts.
 *
 * @param atOnce how many records are stored as one block; 1 for one by one
 * @param scratch where the program keeps what survives the process; null for nothing
 */
record Receiving(String name, int atOnce, @Nullable Scratch scratch) implements IntakeContender {
    private static final double WARM_SHARE = 0.2;

    static List<IntakeContender> all(Scratch scratch) {
        return List.of(
                new Receiving("store(record)", 1, null),
                new Receiving("store(list) of 16", 16, null),
                new Receiving("store(list) of 1024", 1_024, null),
                new Receiving("store(record), PROCESS", 1, scratch),
                new Receiving("store(list) of 16, PROCESS", 16, scratch),
                new Receiving("store(list) of 1024, PROCESS", 1_024, scratch));
    }

    @Override
    public Taken run(double seconds) throws InterruptedException {
        Path directory = scratch == null ? null : scratch.run("intake");
        StoringReceiver receiver = new StoringReceiver(HandOvers.records(), atOnce);
        try (IntakeProgram program = new IntakeProgram(Sources.receiver(receiver), directory)) {
            program.runFor(seconds * WARM_SHARE);
            long before = program.read();
            Mark begun = Mark.now();
            program.runFor(seconds * (1 - WARM_SHARE));
            Taken measured = begun.taken(program.read() - before, 0);
            long counted = program.finish();
            IntakeContender.require(name, counted, receiver.stored());
            return measured;
        } finally {
            if (directory != null) {
                Scratch.delete(directory);
            }
        }
    }
}
