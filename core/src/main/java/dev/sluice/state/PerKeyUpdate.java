package dev.sluice.state;

import static java.util.Objects.requireNonNull;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.function.QuadFunction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * An update function called for each key by itself.
 *
 * @param function given batch, key, values and state; empty drops the key
 */
public record PerKeyUpdate<K, V, S>(QuadFunction<Batch, K, List<V>, Optional<S>, Optional<S>> function)
        implements UpdateFunction<K, V, S> {
    @Override
    public Iterator<KeyValue<K, S>> apply(Batch batch, Iterator<KeyedUpdate<K, V, S>> updates) throws Exception {
        List<KeyValue<K, S>> states = new ArrayList<>();
        while (updates.hasNext()) {
            KeyedUpdate<K, V, S> update = updates.next();
            requireNonNull(
                            function.apply(batch, update.key(), update.values(), update.state()),
                            "the function returned null; Optional.empty() drops the key")
                    .ifPresent(state -> states.add(KeyValue.of(update.key(), state)));
        }
        return states.iterator();
    }
}
