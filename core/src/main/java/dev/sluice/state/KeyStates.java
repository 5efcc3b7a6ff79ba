package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.table.VersionedState;

/** States by key, however they are laid out. */
public interface KeyStates<K, S> extends VersionedState {
    /** Gives every key with its state, in the order in which the keys came. */
    void emitAll(Emitter<? super KeyValue<K, S>> out) throws Exception;
}
