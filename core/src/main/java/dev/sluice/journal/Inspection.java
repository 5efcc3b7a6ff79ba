package dev.sluice.journal;

import dev.sluice.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is in a checkpoint directory, for people: all that can be read of it, and what cannot. Reading changes nothing,
 * and a run may write there at the same time. Texts are as they are stored, so whoever shows them has to escape them.
 *
 * @param identity the job that the directory belongs to; empty where no file says it
 * @param runs that were ever started there and of which the file is there, in order
 * @param job what holds for all its runs; empty where no log and no snapshot can be read
 * @param snapshots newest first
 * @param log how far it goes; empty if there is none that can be read
 * @param batches after the settled one, in order, as far as they were planned
 * @param replayable the first and the last batch that can be run again; empty if there is none
 * @param outputs by number
 * @param states by owner
 * @param inputs by id
 * @param files by kind
 * @param strays what is there that is not Sluice's
 * @param problems what is damaged or missing, in words
 */
public record Inspection(
        Optional<Identified> identity,
        List<RunSeen> runs,
        Optional<Job> job,
        List<Snapshot> snapshots,
        Optional<LogSeen> log,
        List<PlannedBatch> batches,
        Optional<Span> replayable,
        List<Output> outputs,
        List<State> states,
        List<InputSeen> inputs,
        List<Files> files,
        List<String> strays,
        List<String> problems) {
    /**
     * Reads a directory.
     *
     * @param storage whose root is the directory
     * @throws dev.sluice.error.StorageException if it cannot be listed
     */
    public static Inspection of(Storage storage) {
        return Settled.read(storage, Inspecting::of, inspection -> inspection.problems.isEmpty());
    }

    /** Whether nothing of Sluice's is there. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** The job of a directory, and the program that made it. */
    public record Identified(UUID job, String program) {}

    /** A run, by its epoch; the last one rules. */
    public record RunSeen(int epoch, String program) {}

    /**
     * What was written down of the program.
     *
     * @param main the program's class or jar; empty where it was not known
     * @param settled the last batch that the newest snapshot, or the start of the job, stands for
     */
    public record Job(
            String name, String main, Duration interval, int parallelism, long settled, Instant settledTime) {}

    /**
     * A snapshot.
     *
     * @param batch whose state it holds
     * @param time of that batch; null if it is damaged
     * @param bytes that are read to start from it
     */
    public record Snapshot(
            String file, long batch, @Nullable Instant time, long bytes, boolean sound) {}

    /**
     * How far the log goes.
     *
     * @param segments how many files belong to it
     * @param bytes in them, as far as they belong to it
     * @param lastFile the newest of them
     * @param lastOffset where it ends in that one
     */
    public record LogSeen(int segments, long bytes, String lastFile, long lastOffset) {}

    /**
     * A batch of which the plan is in the log.
     *
     * @param committed the numbers of the outputs that ended well, if it is not done
     */
    public record PlannedBatch(long id, Instant time, boolean done, List<ReadSeen> inputs, List<Integer> committed) {
        /** The records of all inputs that count them. */
        public long records() {
            return inputs.stream()
                    .mapToLong(input -> Math.max(0, input.records))
                    .sum();
        }
    }

    /**
     * What a batch reads from an input.
     *
     * @param records -1 where it is not known
     */
    public record ReadSeen(String input, long records, String reading) {}

    /** Batches in a row, both ends included. */
    public record Span(long first, long last) {}

    /**
     * An output operation.
     *
     * @param lastCommitted the last batch that reached it, by what can be read; 0 for none
     */
    public record Output(int number, String id, long lastCommitted) {}

    /**
     * A state, the data kept for windows, or what an input remembers, as of the newest snapshot.
     *
     * @param kind state, kept or memory
     * @param version the batch that wrote it last; 0 where it is not written down
     * @param operator with its program line; empty where it is not written down
     * @param shape what its rows are, which the program must want to go on with them; empty where it is not written down
     */
    public record State(
            String kind,
            String id,
            long version,
            int partitions,
            long rows,
            long bytes,
            String operator,
            String shape) {}

    /**
     * An input.
     *
     * @param position what its last planned batch read, or why it cannot be shown
     * @param blocksWaiting blocks in the log that no planned batch reads to the end
     * @param recordsWaiting records in them that no planned batch reads
     */
    public record InputSeen(String id, String position, int blocksWaiting, long recordsWaiting) {}

    /** The files of one kind. */
    public record Files(String kind, int count, long bytes) {}
}
