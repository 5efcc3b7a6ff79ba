package dev.sluice;

import dev.sluice.batch.BatchInterval;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.batch.Replay;
import dev.sluice.batch.RunSettings;
import dev.sluice.engine.EngineSettings;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.event.StreamingListener;
import dev.sluice.journal.Journal;
import dev.sluice.source.InputLimits;
import dev.sluice.storage.Codec;
import dev.sluice.storage.Durability;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageAddress;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Micros;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects how a context is to be; {@link #build} checks all of it at once. Only the batch interval must be given.
 */
public final class Builder {
    private static final Duration STOP_TIMEOUT_DEFAULT = Duration.ofSeconds(30);

    private static final Duration STUCK_AFTER_DEFAULT = Duration.ofMinutes(1);
    private static final Duration SNAPSHOT_INTERVAL_DEFAULT = Duration.ofSeconds(10);

    private final String name;
    private final List<StreamingListener> listeners = new ArrayList<>();
    private @Nullable BatchInterval batchInterval;
    private @Nullable String master;
    private boolean strict;
    private @Nullable OverloadPolicy overload;
    private FailurePolicy failures = FailurePolicy.stop();
    private InputLimits limits = InputLimits.DEFAULT;
    private @Nullable Duration latencyTarget;
    private Duration stuckAfter = STUCK_AFTER_DEFAULT;
    private Duration remember = Duration.ZERO;
    private Duration stopTimeout = STOP_TIMEOUT_DEFAULT;
    private boolean gracefulOnShutdown;
    private boolean haltOnOutOfMemory;
    private long seed = 1;
    private final TypeRegistry.Builder types = TypeRegistry.builder();
    private @Nullable TypeRegistry sharedTypes;
    private @Nullable Storage checkpoint;
    private String checkpointShown = "";
    private Durability durability = Durability.POWER;
    private Duration snapshotInterval = SNAPSHOT_INTERVAL_DEFAULT;
    private boolean everyInterval;
    private final Set<String> dropped = new TreeSet<>();
    private @Nullable Replay replay;
    private @Nullable ManualClock clock;

    Builder(String name) {
        this.name = name;
    }

    /**
     * How long a batch gathers records: whole milliseconds, or ten microseconds or more that go into one. This or the next
     * is required.
     */
    public Builder batchInterval(Duration interval) {
        return batchInterval(BatchInterval.fixed(interval));
    }

    /** When a batch follows the one before: after a fixed time, or {@linkplain BatchInterval#auto as soon as it can}. */
    public Builder batchInterval(BatchInterval interval) {
        batchInterval = interval;
        return this;
    }

    /**
     * Which engine runs the program: {@code local[n]} with n workers, {@code local[*]} with one per core. The default is
     * {@code local[*]}, or, in a process that {@code spark-submit} started, the master that it was given.
     */
    public Builder master(String newMaster) {
        master = newMaster;
        return this;
    }

    /** Checks functions and sampled records to be serializable, so that what works here works on a cluster. */
    public Builder strict(boolean newStrict) {
        strict = newStrict;
        return this;
    }

    /**
     * What happens when batches take longer than their interval. The default is to queue four. Self-clocked batches join
     * what arrives meanwhile, and take no other policy.
     */
    public Builder overload(OverloadPolicy policy) {
        overload = policy;
        return this;
    }

    /** What happens when a function throws. The default is to stop. */
    public Builder failures(FailurePolicy policy) {
        failures = policy;
        return this;
    }

    /** The most records a second that each input takes in. The default is no limit. */
    public Builder maxRate(long recordsPerSecond) {
        limits = new InputLimits(
                recordsPerSecond, limits.bufferedRecordsMax(), limits.restartDelayMin(), limits.restartDelayMax());
        return this;
    }

    /** The most records of each receiver that wait for a batch; at the bound its {@code store} waits. */
    public Builder bufferedRecordsMax(int records) {
        limits = new InputLimits(
                limits.recordsPerSecondMax(), records, limits.restartDelayMin(), limits.restartDelayMax());
        return this;
    }

    /** The pause before a failed receiver is started again, doubled at each failure in a row. */
    public Builder receiverRestartDelay(Duration min, Duration max) {
        limits = new InputLimits(limits.recordsPerSecondMax(), limits.bufferedRecordsMax(), min, max);
        return this;
    }

    /** Back-pressure: inputs are taken in only as fast as batches keep within this time. The default is none. */
    public Builder latencyTarget(Duration target) {
        latencyTarget = target;
        return this;
    }

    /**
     * After how long a running batch is told of, once, with what the threads of the program are doing: to the log and to
     * {@link StreamingListener#onBatchStuck}. It goes on running. The default is a minute.
     */
    public Builder stuckAfter(Duration patience) {
        stuckAfter = patience;
        return this;
    }

    /** Keeps every stream's data for this long after its batch, for {@link AnyStream#slice}. */
    public Builder remember(Duration duration) {
        remember = duration;
        return this;
    }

    /** The deadline of a stop that names none. The default is 30 s. */
    public Builder stopTimeout(Duration timeout) {
        stopTimeout = timeout;
        return this;
    }

    /** Whether the end of the JVM, for example Ctrl-C, stops the context gracefully. The default is at once. */
    public Builder stopGracefullyOnShutdown(boolean graceful) {
        gracefulOnShutdown = graceful;
        return this;
    }

    /**
     * Whether an {@link OutOfMemoryError} in a batch halts the JVM at once, without shutdown hooks, with exit status 3. For a process of the program's own that something starts anew. The
     * default is not to: the context then stops as failed, and the process is its owner's to end.
     */
    public Builder haltOnOutOfMemory(boolean halt) {
        haltOnOutOfMemory = halt;
        return this;
    }

    /** Adds a listener. */
    public Builder listener(StreamingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** The seed that the seeds of batches come from. */
    public Builder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Lets objects of these classes be written as bytes and read back. Records, enums and the values of the JDK need no
     * such word.
     *
     * @throws InvalidProgramException if a class can have no objects that are stored
     */
    public Builder allow(Class<?>... classes) {
        types.allow(classes);
        return this;
    }

    /** Lets objects of exactly this class be written and read back as the bytes of its own codec. */
    public <T> Builder codec(Class<T> type, Codec<T> codec) {
        types.codec(type, codec);
        return this;
    }

    /**
     * Takes a registry of types that was made before, in place of what {@link #allow} and {@link #codec} say. What it learns
     * of a class is kept with it, so many contexts in one process that share a registry learn it once.
     */
    public Builder types(TypeRegistry shared) {
        sharedTypes = shared;
        return this;
    }

    /**
     * Keeps everything in a directory that a run after a crash needs: what batches read and which of them are done, records
     * that their source cannot give again, and state. If the directory holds a run of the program, a new one goes on with
     * it; nothing else needs to be said. The directory is created if it is missing, for its owner only, and belongs to
     * one program. It holds data, never code.
     */
    public Builder checkpoint(Path directory) {
        return checkpoint(new LocalStorage(directory).ownerOnly(), directory.toString());
    }

    /**
     * Keeps everything in a directory, see {@link #checkpoint(Path)}, that is a path of this machine or a URI. With the
     * artifact {@code sluice-storage-hadoop} it can be on HDFS: {@code hdfs://namenode:8020/sluice/orders}.
     *
     * @throws InvalidProgramException if no directory can be there, or no module on the class path knows the URI's scheme
     */
    public Builder checkpoint(String directory) {
        return checkpoint(new StorageAddress(directory).open(), directory);
    }

    /**
     * Keeps everything in a storage of another kind, see {@link #checkpoint(Path)}.
     *
     * @param storage whose root is the directory
     * @param shown what people know it by
     */
    public Builder checkpoint(Storage storage, String shown) {
        checkpoint = storage;
        checkpointShown = shown;
        return this;
    }

    /** What a run with a directory survives. The default is {@link Durability#POWER}, the loss of power. */
    public Builder durability(Durability level) {
        durability = level;
        return this;
    }

    /** How long after one snapshot of the state the next is taken; what came after it is computed again. The default is 10 s. */
    public Builder snapshotInterval(Duration interval) {
        snapshotInterval = interval;
        return this;
    }

    /**
     * Makes a run that goes on plan every interval that was missed while no run was there, each as a batch of its own, as
     * Spark Streaming does. Otherwise time goes on at now, once windows that slide by more than an interval, and hold records
     * from before, have ended; windows see the gap as empty.
     */
    public Builder runMissedIntervals(boolean each) {
        everyInterval = each;
        return this;
    }

    /**
     * Says that the program does without states or inputs that the directory holds, by their ids. Without this word a start
     * that would lose them is refused.
     */
    public Builder drop(String... ids) {
        dropped.addAll(List.of(ids));
        return this;
    }

    /**
     * Makes {@link StreamingContext#start} run one recorded batch again instead of going on, from the checkpoint directory
     * and without changing anything there; the context is stopped when it returns.
     */
    public Builder replay(Replay asked) {
        replay = asked;
        return this;
    }

    /** Winds the context by hand, for tests: batches run on the thread that advances the clock. */
    public Builder clock(ManualClock manual) {
        clock = manual;
        return this;
    }

    /**
     * Makes the context and starts its engine.
     *
     * @throws InvalidProgramException naming every setting that breaks a rule
     */
    public StreamingContext build() {
        BatchInterval interval = checked();
        TypeRegistry registry = sharedTypes == null ? types.build() : sharedTypes;
        RunSettings run = new RunSettings(
                name, interval, overload(interval), failures, limits, latencyTarget, stuckAfter, seed, registry);
        ReplayOptions again = again();
        String named = master == null ? Engines.masterDefault() : master;
        String workers = again == null ? named : again.master(named);
        EngineSettings engine = new EngineSettings(name, workers, strict, run.types(), workspace(), Map.of());
        return new StreamingContext(new ContextOptions(
                run,
                engine,
                remember,
                stopTimeout,
                gracefulOnShutdown,
                haltOnOutOfMemory,
                List.copyOf(listeners),
                kept(),
                again,
                clock));
    }

    private OverloadPolicy overload(BatchInterval interval) {
        if (overload != null) {
            return overload;
        }
        return interval.selfClocked() ? OverloadPolicy.coalesce() : OverloadPolicy.queue(4);
    }

    private @Nullable Location workspace() {
        return checkpoint == null || replay != null
                ? null
                : new Location(checkpoint, Journal.WORKSPACE, checkpointShown + "/" + Journal.WORKSPACE);
    }

    private @Nullable ReplayOptions again() {
        return replay == null || checkpoint == null
                ? ReplayOptions.ofProperties(dropped)
                : new ReplayOptions(replay, checkpoint, checkpointShown, dropped);
    }

    private @Nullable CheckpointOptions kept() {
        return checkpoint == null
                ? null
                : new CheckpointOptions(
                        checkpoint, checkpointShown, durability, snapshotInterval, everyInterval, dropped);
    }

    private void checkSelfClocked(SettingsCheck check, BatchInterval interval) {
        long min = Math.max(1, Micros.of(interval.min()));
        check.that(
                interval.max().compareTo(interval.min()) > 0
                        && interval.max().toNanosPart() % 1_000 == 0
                        && Micros.of(interval.max()) % min == 0,
                "the longest batch interval must be a multiple of the least, " + interval.min()
                        + ", and longer, but was " + interval.max()
                        + "; try BatchInterval.auto(Duration.ofMillis(1), Duration.ofMillis(100))");
        check.that(
                overload == null || overload.kind() == OverloadPolicy.Kind.COALESCE,
                "self-clocked batches join what arrives while one runs, so that none waits, but the overload policy was "
                        + overload + "; leave it out, or give batches a fixed interval");
    }

    private BatchInterval checked() {
        SettingsCheck check = new SettingsCheck();
        check.that(!name.isBlank(), "the name must not be blank");
        check.batchInterval(batchInterval == null ? null : batchInterval.min());
        if (batchInterval != null && batchInterval.selfClocked()) {
            checkSelfClocked(check, batchInterval);
        }
        check.that(
                limits.recordsPerSecondMax() >= 1,
                "the maximum rate must be at least 1 record a second, but was " + limits.recordsPerSecondMax());
        check.that(
                limits.bufferedRecordsMax() >= 1,
                "the buffer must hold at least 1 record, but was given " + limits.bufferedRecordsMax());
        check.positive("receiver's first restart delay", limits.restartDelayMin());
        check.that(
                limits.restartDelayMax().compareTo(limits.restartDelayMin()) >= 0,
                "the receiver's longest restart delay must not be below the first, but was " + limits.restartDelayMax()
                        + " after " + limits.restartDelayMin());
        check.that(!remember.isNegative(), "the time to remember must not be negative, but was " + remember);
        check.that(!stopTimeout.isNegative(), "the stop timeout must not be negative, but was " + stopTimeout);
        if (latencyTarget != null) {
            check.positive("latency target", latencyTarget);
        }
        check.positive("time after which a batch is told of as stuck", stuckAfter);
        check.positive("snapshot interval", snapshotInterval);
        check.that(
                checkpoint == null || durability != Durability.NONE,
                "a checkpoint directory needs the durability PROCESS or POWER; for NONE, give no directory");
        check.that(
                replay == null || checkpoint != null,
                "a batch is run again from a checkpoint directory, but none was given");
        check.throwIfAny(name);
        return Objects.requireNonNull(batchInterval);
    }
}
