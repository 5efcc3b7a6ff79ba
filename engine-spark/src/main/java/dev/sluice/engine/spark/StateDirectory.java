package dev.sluice.engine.spark;

import dev.sluice.engine.EngineSettings;
import dev.sluice.error.StateException;
import dev.sluice.error.StorageException;
import dev.sluice.snapshot.CaptureFile;
import dev.sluice.snapshot.CaptureFiles;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a run in which its processes leave states for each other: made when there is first a state, gone when
 * the run ends. What is in it outlives processes but not the run: a run that goes on with a job starts from the job's
 * snapshots. Thread-safe.
 */
final class StateDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final int IDLE_SECONDS = 10;

    /** The option of Spark that names a directory which all executors see, for programs without a checkpoint directory. */
    private static final String WORKSPACE = "spark.sluice.workspace";

    private final @Nullable Location workspace;
    private final boolean ofJob;
    private final TypeRegistry types;
    private final ThreadPoolExecutor cleaner;
    private @Nullable StateFiles files;
    private @Nullable CaptureFiles opened;

    /** The directory of a program: in its checkpoint directory if all processes see that, else where an option of Spark says. */
    static StateDirectory of(EngineSettings settings, SparkConf conf, TypeRegistry types) {
        Location ofJob = settings.workspace();
        if (ofJob != null && ofJob.storage() instanceof Serializable) {
            return new StateDirectory(ofJob, true, types);
        }
        boolean oneMachine = conf.get("spark.master").startsWith("local");
        String named = conf.get(WORKSPACE, oneMachine ? System.getProperty("java.io.tmpdir") + "/sluice-states" : "");
        return new StateDirectory(named.isEmpty() ? null : Location.local(named), false, types);
    }

    /**
     * A directory that is not made yet.
     *
     * @param workspace where runs have their directories; null where there is no place that all processes see
     * @param ofJob whether all runs there are of one job, each of which has taken over from those before it
     */
    StateDirectory(@Nullable Location workspace, boolean ofJob, TypeRegistry types) {
        this.workspace = workspace;
        this.ofJob = ofJob;
        this.types = types;
        this.cleaner = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                StateDirectory::daemon,
                new ThreadPoolExecutor.DiscardPolicy());
        cleaner.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sluice-state-cleaner");
        thread.setDaemon(true);
        return thread;
    }

    /** Where states are left, for all processes. */
    synchronized StateFiles files(String operator) {
        StateFiles known = files;
        if (known == null) {
            known = make(operator);
            files = known;
        }
        return known;
    }

    /** The same for this process. */
    synchronized CaptureFiles opened(String operator) {
        CaptureFiles known = opened;
        if (known == null) {
            known = files(operator).open();
            opened = known;
        }
        return known;
    }

    /** The run whose states are left here, if any were. */
    synchronized Optional<UUID> run() {
        return Optional.ofNullable(files).map(StateFiles::run);
    }

    /** Deletes a file soon; one that cannot be deleted stays until the run ends. */
    void discard(CaptureFile file) {
        cleaner.execute(() -> attempt(() -> opened(file.cell().owner()).delete(file)));
    }

    private StateFiles make(String operator) {
        Location runs = workspace;
        if (runs == null) {
            throw new StateException("the state of operator \"" + operator + "\" has no directory that all executors"
                    + " see, so it would be lost with the first of them; name one with .checkpoint(directory), or, where"
                    + " nothing has to survive the program or the checkpoint is in its own memory, with the option "
                    + WORKSPACE + " of Spark");
        }
        if (ofJob) {
            attempt(() -> empty(runs));
        }
        UUID run = UUID.randomUUID();
        Location own = runs.plus("/" + run);
        own.storage().createDirectories(own.path());
        return new StateFiles(own, run, types);
    }

    /** What earlier runs left is of no use: this run has taken over from them. */
    private static void empty(Location directory) {
        Storage storage = directory.storage();
        if (!storage.exists(directory.path())) {
            return;
        }
        for (Entry entry : storage.list(directory.path())) {
            Location inside = directory.plus("/" + entry.name());
            if (entry.kind() == Entry.Kind.DIRECTORY) {
                empty(inside);
            }
            storage.delete(inside.path());
        }
    }

    private static void attempt(Runnable deletion) {
        try {
            deletion.run();
        } catch (StorageException left) {
            LOG.warn("a state that nothing needs any more could not be deleted", left);
        }
    }

    /** Deletes everything. */
    @Override
    public synchronized void close() {
        cleaner.shutdownNow();
        StateFiles known = files;
        if (known != null) {
            HeldStates.forget(known.run());
            attempt(() -> {
                empty(known.directory());
                known.directory().storage().delete(known.directory().path());
            });
        }
    }
}
