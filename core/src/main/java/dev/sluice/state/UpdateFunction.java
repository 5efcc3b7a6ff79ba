package dev.sluice.state;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import java.io.Serializable;
import java.util.Iterator;

/** The general form of {@code updateStateByKey}: the states after the batch, of those keys that stay. */
@FunctionalInterface
public interface UpdateFunction<K, V, S> extends Serializable {
    /** Gives the keys that stay with their new states; keys that it leaves out are dropped. */
    Iterator<KeyValue<K, S>> apply(Batch batch, Iterator<KeyedUpdate<K, V, S>> updates) throws Exception;
}
