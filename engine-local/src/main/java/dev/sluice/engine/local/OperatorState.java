package dev.sluice.engine.local;

import dev.sluice.error.StateException;
import dev.sluice.function.Consumer;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.UserCode;
import dev.sluice.table.StateCapture;
import dev.sluice.table.VersionedState;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of one operator in all its partitions: at a committed version, or opened by one group that writes the next.
 * Thread-safe; the state of a partition is used by one thread at a time.
 */
final class OperatorState {
    private final String operator;
    private long version;
    private List<VersionedState> partitions = List.of();
    private @Nullable String writer;

    OperatorState(String operator) {
        this.operator = operator;
    }

    /** Opens the node's version in all partitions, for one group. */
    synchronized void begin(Stateful<?, ?> node, String group) {
        if (writer != null) {
            throw refused(node, "it is being written by " + writer + "; commit or close that group of jobs first");
        }
        if (node.previous() != version) {
            throw refused(
                    node,
                    "the engine holds " + (version == 0 ? "no version of it" : "version " + version)
                            + "; each batch must start from the version that the batch before it committed");
        }
        if (version == 0) {
            partitions = empty(node);
        } else if (partitions.size() != node.partitions()) {
            throw refused(
                    node,
                    "it is held in " + partitions.size() + " partitions, not in " + node.partitions()
                            + "; the number of partitions of a state cannot change while the program runs");
        }
        writer = group;
        partitions.forEach(VersionedState::begin);
    }

    /** Makes the open version the one that is held. */
    synchronized void commit(long committed) {
        partitions.forEach(VersionedState::commit);
        version = committed;
        writer = null;
    }

    /** Drops the open version in all partitions. */
    synchronized void rollback() {
        partitions.forEach(VersionedState::rollback);
        writer = null;
    }

    synchronized VersionedState partition(int partition) {
        return partitions.get(partition);
    }

    long size(int partition) {
        return partition(partition).size();
    }

    /** Shows the state of a partition, to one thread at a time. */
    @SuppressWarnings("unchecked") // the states of an operator are made by its own step
    <S extends VersionedState> void view(int partition, Consumer<S> viewer) throws Exception {
        VersionedState state = partition(partition);
        synchronized (state) {
            viewer.accept((S) state);
        }
    }

    /** The number of partitions, none while there is no version; no group may be writing the next. */
    synchronized int committedPartitions() {
        if (writer != null) {
            throw new StateException("the state of operator \"" + operator + "\" cannot be captured while it is being"
                    + " written by " + writer + "; commit or close that group of jobs first");
        }
        return version == 0 ? 0 : partitions.size();
    }

    /** The entries in some of the partitions. */
    synchronized long size(IntPredicate partition) {
        return IntStream.range(0, partitions.size())
                .filter(partition)
                .mapToLong(this::size)
                .sum();
    }

    StateCapture capture(int partition, boolean full) {
        VersionedState state = partition(partition);
        synchronized (state) {
            return state.capture(full);
        }
    }

    /** Only a state without a version may be loaded. */
    synchronized void requireNew() {
        if (version != 0 || writer != null) {
            throw new StateException("the state of operator \"" + operator + "\" cannot be loaded: "
                    + (version == 0 ? writer + " is writing it" : "the engine holds version " + version)
                    + "; states are loaded before the first batch");
        }
    }

    /** Makes loaded states the version that is held. */
    synchronized void load(long loadedVersion, List<VersionedState> loaded) {
        requireNew();
        partitions = List.copyOf(loaded);
        version = loadedVersion;
    }

    private static <S extends VersionedState> List<VersionedState> empty(Stateful<S, ?> node) {
        return Stream.generate(() -> UserCode.get(node.step().emptyState(), node.origin()))
                .limit(node.partitions())
                .<VersionedState>map(state -> state)
                .toList();
    }

    private StateException refused(Stateful<?, ?> node, String reason) {
        return new StateException(node.origin() + ": version " + node.version() + " of the state of operator \""
                + operator + "\" cannot be written from version " + node.previous() + ": " + reason);
    }
}
