package dev.sluice.state;

import static java.util.Objects.requireNonNull;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.function.QuadFunction;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import dev.sluice.table.VersionedTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the function of an {@code updateStateByKey} key by key in one batch and partition, and keeps what it gives. */
final class UpdateCall<K, V, S> {
    private final QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function;
    private final Batch batch;
    private final VersionedTable<K, S> states;
    private final Origin origin;
    private final Emitter<? super KeyValue<K, S>> out;

    UpdateCall(
            QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function,
            Batch batch,
            VersionedTable<K, S> states,
            Origin origin,
            Emitter<? super KeyValue<K, S>> out) {
        this.function = function;
        this.batch = batch;
        this.states = states;
        this.origin = origin;
        this.out = out;
    }

    /** Updates one key, whose slot was found; -1 for a key that has none. */
    void update(K key, int hash, List<V> values, int slot) throws Exception {
        @Nullable S before = slot < 0 ? null : states.valueAt(slot);
        Optional<S> after = call(key, values, Optional.ofNullable(before));
        if (after.isPresent()) {
            put(key, hash, slot, before, after.get());
            out.emit(KeyValue.of(key, after.get()));
        } else if (slot >= 0) {
            states.removeAt(slot);
        }
    }

    private Optional<S> call(K key, List<V> values, Optional<S> before) {
        try {
            return requireNonNull(
                    function.apply(batch, key, values, before),
                    "the function returned null; Optional.empty() drops the key");
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    /** A state that stays the same instance is not changed, so that nothing is stored anew. */
    @SuppressWarnings("ReferenceEquality")
    private void put(K key, int hash, int slot, @Nullable S before, S after) {
        if (slot < 0) {
            states.put(key, hash, after);
        } else if (after != before) {
            states.putAt(slot, after);
        }
    }
}
