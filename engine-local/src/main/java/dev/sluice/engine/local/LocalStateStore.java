package dev.sluice.engine.local;

import dev.sluice.engine.StateStore;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StateException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import dev.sluice.table.StateCapture;
import dev.sluice.table.VersionedState;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/** Captures and loads the states of operators, all partitions at once on the engine's workers. Thread-safe. */
final class LocalStateStore implements StateStore {
    private final OperatorStates states;
    private final Workers workers;

    LocalStateStore(OperatorStates states, Workers workers) {
        this.states = states;
        this.workers = workers;
    }

    @Override
    public List<StateCapture> capture(String operator, IntPredicate full) {
        OperatorState state = states.find(operator);
        if (state == null) {
            return List.of();
        }
        StateCapture[] captures = new StateCapture[state.committedPartitions()];
        run(
                "capturing",
                operator,
                captures.length,
                state.size(full),
                (partition, job) -> captures[partition] = state.capture(partition, full.test(partition)));
        return Collections.unmodifiableList(Arrays.asList(captures));
    }

    @Override
    public void load(String operator, long version, int partitions, Loader loader) {
        if (version < 1 || partitions < 1) {
            throw new InvalidProgramException("the state of operator \"" + operator + "\" cannot be loaded at version "
                    + version + " in " + partitions + " partitions: both are counted from 1");
        }
        OperatorState state = states.of(operator);
        state.requireNew();
        VersionedState[] loaded = new VersionedState[partitions];
        run(
                "loading",
                operator,
                partitions,
                Volume.UNKNOWN,
                (partition, job) -> loaded[partition] = load(operator, partition, loader));
        state.load(version, Arrays.asList(loaded));
    }

    private void run(String doing, String operator, int partitions, long records, Job.Body body) {
        Cancellation cancellation = new Cancellation(doing + " the state of operator \"" + operator + "\"");
        workers.run(new Job(cancellation, new Origin(operator, "its state"), partitions, body), records);
    }

    private static VersionedState load(String operator, int partition, Loader loader) {
        try {
            return Objects.requireNonNull(loader.load(partition), "the loader returned null");
        } catch (Throwable thrown) {
            throw failure("loading partition " + partition + " of the state of operator \"" + operator + "\"", thrown);
        }
    }

    private static SluiceException failure(String doing, Throwable thrown) {
        UserCode.rethrowIfFatal(thrown);
        return thrown instanceof SluiceException known
                ? known.during(doing)
                : new StateException(doing + " failed: " + thrown, thrown);
    }
}
