package dev.sluice.engine.local;

import dev.sluice.engine.HeldVersion;
import dev.sluice.function.Consumer;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.UserCode;
import dev.sluice.table.StateCapture;
import dev.sluice.table.VersionedState;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The state of one operator in all its partitions: at a committed version, or opened by one group that writes the next.
 * Thread-safe; the state of a partition is used by one thread at a time.
 */
final class OperatorState {
    private final HeldVersion version;
    private List<VersionedState> partitions = List.of();

    OperatorState(String operator) {
        this.version = new HeldVersion(operator);
    }

    /** Opens the node's version in all partitions, for one group. */
    synchronized void begin(Stateful<?, ?> node, String group) {
        version.requireNext(node, partitions.size());
        if (version.number() == 0) {
            partitions = empty(node);
        }
        version.begin(group);
        partitions.forEach(VersionedState::begin);
    }

    /** Makes the open version the one that is held. */
    synchronized void commit(long committed) {
        partitions.forEach(VersionedState::commit);
        version.commit(committed);
    }

    /** Drops the open version in all partitions. */
    synchronized void rollback() {
        partitions.forEach(VersionedState::rollback);
        version.rollback();
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
        version.requireNotWritten();
        return version.number() == 0 ? 0 : partitions.size();
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
        version.requireNone();
    }

    /** Makes loaded states the version that is held. */
    synchronized void load(long loadedVersion, List<VersionedState> loaded) {
        requireNew();
        partitions = List.copyOf(loaded);
        version.commit(loadedVersion);
    }

    private static <S extends VersionedState> List<VersionedState> empty(Stateful<S, ?> node) {
        return Stream.generate(() -> UserCode.get(node.step().emptyState(), node.origin()))
                .limit(node.partitions())
                .<VersionedState>map(state -> state)
                .toList();
    }
}
