package dev.sluice.state;

import dev.sluice.table.VersionedTable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PrimitiveIterator;

/** The updates of a batch, made one by one: of the known keys first, then of those that came. */
final class Updates<K, V, S> implements Iterator<KeyedUpdate<K, V, S>> {
    private final VersionedTable<K, S> states;
    private final Arrived<K, V> arrived;
    private final PrimitiveIterator.OfInt known;
    private final PrimitiveIterator.OfInt came;

    Updates(VersionedTable<K, S> states, Arrived<K, V> arrived) {
        this.states = states;
        this.arrived = arrived;
        this.known = states.slots();
        this.came = arrived.notIn(states);
    }

    @Override
    public boolean hasNext() {
        return known.hasNext() || came.hasNext();
    }

    @Override
    public KeyedUpdate<K, V, S> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the updates of the batch are at their end");
        }
        return known.hasNext() ? ofKnown(known.nextInt()) : ofCame(came.nextInt());
    }

    private KeyedUpdate<K, V, S> ofKnown(int slot) {
        K key = states.keyAt(slot);
        List<V> values = arrived.of(key, states.hashAt(slot));
        return new KeyedUpdate<>(key, values, Optional.ofNullable(states.valueAt(slot)));
    }

    private KeyedUpdate<K, V, S> ofCame(int slot) {
        return new KeyedUpdate<>(arrived.keyAt(slot), arrived.valuesAt(slot), Optional.empty());
    }
}
