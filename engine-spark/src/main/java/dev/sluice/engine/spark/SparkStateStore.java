package dev.sluice.engine.spark;

import dev.sluice.engine.StateStore;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StateException;
import dev.sluice.plan.UserCode;
import dev.sluice.snapshot.CaptureFile;
import dev.sluice.snapshot.CaptureFiles;
import dev.sluice.snapshot.Cell;
import dev.sluice.table.StateCapture;
import dev.sluice.table.VersionedState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** The states of all operators, held by executors and known to the driver. Thread-safe. */
final class SparkStateStore implements StateStore {
    private final Map<String, OperatorVersions> operators = new ConcurrentHashMap<>();
    private final StateDirectory directory;

    SparkStateStore(StateDirectory directory) {
        this.directory = directory;
    }

    /** What is known of an operator's state. */
    OperatorVersions of(String operator) {
        return operators.computeIfAbsent(operator, id -> new OperatorVersions(id, directory::discard));
    }

    /** Where the states of an operator are left. */
    StateFiles files(String operator) {
        return directory.files(operator);
    }

    @Override
    public List<StateCapture> capture(String operator, IntPredicate full) {
        OperatorVersions known = operators.get(operator);
        return known == null || known.committedPartitions() == 0
                ? List.of()
                : known.capture(full, directory.opened(operator));
    }

    @Override
    public void load(String operator, long version, int partitions, Loader loader) {
        if (version < 1 || partitions < 1) {
            throw new InvalidProgramException("the state of operator \"" + operator + "\" cannot be loaded at version "
                    + version + " in " + partitions + " partitions: both are counted from 1");
        }
        OperatorVersions known = of(operator);
        known.requireNew();
        CaptureFiles files = directory.opened(operator);
        List<Loaded> loaded = IntStream.range(0, partitions)
                .parallel()
                .mapToObj(partition -> store(files, new Cell(operator, partition, partitions), version, loader))
                .toList();
        loaded.forEach(Loaded::throwIfFailed);
        known.load(version, loaded.stream().map(Loaded::chain).toList());
    }

    /** A partition that was loaded, or why it was not. */
    private record Loaded(StateChain chain, @Nullable SluiceException failure) {
        void throwIfFailed() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static Loaded store(CaptureFiles files, Cell cell, long version, Loader loader) {
        try {
            VersionedState state = Objects.requireNonNull(loader.load(cell.partition()), "the loader returned null");
            String name = version + "-" + UUID.randomUUID();
            CaptureFile everything = files.write(name, cell, version, true, state.capture(true));
            return new Loaded(new StateChain(List.of(everything), version, name, ""), null);
        } catch (Throwable thrown) {
            UserCode.rethrowIfFatal(thrown);
            String doing =
                    "loading partition " + cell.partition() + " of the state of operator \"" + cell.owner() + "\"";
            return new Loaded(
                    StateChain.EMPTY,
                    thrown instanceof SluiceException known
                            ? known.during(doing)
                            : new StateException(doing + " failed: " + thrown, thrown));
        }
    }

    /** Lets the executors that hold states now forget them. */
    void forgetOnExecutors(SparkContext context, Types types) {
        List<String> places = operators.values().stream()
                .flatMap(operator -> operator.places().stream())
                .distinct()
                .toList();
        directory.run().ifPresent(run -> new Forget(run, types).at(context, places));
    }

    /** Forgets all states. */
    void close() {
        operators.clear();
        directory.close();
    }
}
