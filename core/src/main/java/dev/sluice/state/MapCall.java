package dev.sluice.state;

import static java.util.Objects.requireNonNull;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.error.StateException;
import dev.sluice.function.QuadFunction;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the function of a {@code mapWithState} in one batch and partition, and emits what it gives. */
final class MapCall<K, V, S, T> {
    private final QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function;
    private final Batch batch;
    private final Origin origin;
    private final Emitter<? super T> out;
    private final State<S> state = new State<>();

    MapCall(
            QuadFunction<Batch, K, Optional<V>, State<S>, Optional<T>> function,
            Batch batch,
            Origin origin,
            Emitter<? super T> out) {
        this.function = function;
        this.batch = batch;
        this.origin = origin;
        this.out = out;
    }

    /** Calls the function for a record; gives the handle as the function left it, good until the next call. */
    State<S> record(KeyValue<K, V> record, @Nullable S before) throws Exception {
        state.wrap(before, false);
        call(record.key(), Optional.ofNullable(record.value()));
        return state;
    }

    /** Calls the function a last time for a key that times out. */
    void timeout(K key, @Nullable S last) throws Exception {
        state.wrap(last, true);
        call(key, Optional.empty());
    }

    private void call(K key, Optional<V> value) throws Exception {
        Optional<T> result;
        try {
            result = requireNonNull(
                    function.apply(batch, key, value, state),
                    "the function returned null; Optional.empty() gives no result");
        } catch (StateException forbidden) {
            throw new StateException(origin + ": " + forbidden.getMessage(), forbidden);
        } catch (Throwable thrown) {
            throw FaultHandler.failure(origin, KeyValue.of(key, value), thrown);
        }
        if (result.isPresent()) {
            out.emit(result.get());
        }
    }
}
