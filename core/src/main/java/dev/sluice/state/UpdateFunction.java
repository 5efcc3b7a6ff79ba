package dev.sluice.state;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import java.io.Serializable;
import java.util.Iterator;

/** The general form of {@code updateStateByKey}: the states after the batch, of those keys that stay. */
@FunctionalInterface
public interface UpdateFunction<K, V, S> extends Serializable {
    /**
     * Gives the keys that stay with their new states; keys that it leaves out are dropped. The updates are made while they
     * are read, so that those of many keys need no room; a state that was given for a key before its update is read is
     * that update's state.
     */
    Iterator<KeyValue<K, S>> apply(Batch batch, Iterator<KeyedUpdate<K, V, S>> updates) throws Exception;
}
