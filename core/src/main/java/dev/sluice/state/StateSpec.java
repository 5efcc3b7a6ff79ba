package dev.sluice.state;

import dev.sluice.data.Batch;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.Partitioner;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.QuadFunction;
import dev.sluice.function.TriFunction;
import dev.sluice.rdd.PairRdd;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How {@code mapWithState} keeps its state. An immutable value: each method gives a changed copy.
 *
 * @param <K> keys
 * @param <V> values
 * @param <S> states; treated as immutable
 * @param <T> what comes out for a record
 */
public final class StateSpec<K, V, S, T> {
    private final QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function;
    private final @Nullable PairRdd<K, S> initialState;
    private final @Nullable Partitioner partitioner;
    private final @Nullable Duration timeout;

    private StateSpec(
            QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function,
            @Nullable PairRdd<K, S> initialState,
            @Nullable Partitioner partitioner,
            @Nullable Duration timeout) {
        this.function = function;
        this.initialState = initialState;
        this.partitioner = partitioner;
        this.timeout = timeout;
    }

    /**
     * A function called once for each record, in order, that gives one result: key, value, state. When a key times out
     * the value is empty.
     */
    public static <K, V, S, T> StateSpec<K, V, S, T> function(TriFunction<K, Optional<V>, State<S>, T> function) {
        return new StateSpec<>(
                (batch, key, value, state) -> Optional.ofNullable(function.apply(key, value, state)), null, null, null);
    }

    /** A function called once for each record, in order, that may give a result: batch, key, value, state. */
    public static <K, V, S, T> StateSpec<K, V, S, T> function(
            QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function) {
        return new StateSpec<>(function, null, null, null);
    }

    /** Starts with these states, touched at the first batch. */
    public StateSpec<K, V, S, T> initialState(PairRdd<K, S> states) {
        return new StateSpec<>(function, states, partitioner, timeout);
    }

    /** Spreads the keys over this many partitions. */
    public StateSpec<K, V, S, T> numPartitions(int partitions) {
        return partitioner(new HashPartitioner(partitions));
    }

    /** Places the keys so. */
    public StateSpec<K, V, S, T> partitioner(Partitioner newPartitioner) {
        return new StateSpec<>(function, initialState, newPartitioner, timeout);
    }

    /**
     * Drops a key once it was idle for longer than this: in the first batch whose time is later than its last touch plus
     * the timeout, after that batch's records, the function is called a last time with an empty value.
     *
     * <p>Keys that were stored by a program without a timeout count as touched by the first batch of the first run that
     * has one. A run without a timeout drops the times. A state without a timeout needs less memory and time.
     */
    public StateSpec<K, V, S, T> timeout(Duration idle) {
        if (idle.isNegative() || idle.isZero()) {
            throw new InvalidProgramException("the timeout of a state must be positive, but was " + idle);
        }
        return new StateSpec<>(function, initialState, partitioner, idle);
    }

    /** The function in its full form. */
    public QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function() {
        return function;
    }

    /** The initial states, if any. */
    public Optional<PairRdd<K, S>> initialState() {
        return Optional.ofNullable(initialState);
    }

    /** How keys are placed, if the program says so. */
    public Optional<Partitioner> partitioner() {
        return Optional.ofNullable(partitioner);
    }

    /** The timeout, if any. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }
}
