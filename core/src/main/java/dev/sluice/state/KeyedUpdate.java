package dev.sluice.state;

import java.util.List;
import java.util.Optional;

/**
 * What an update function gets for one key.
 *
 * @param values the key's values of this batch in the order of arrival; empty for a key that is only remembered
 * @param state the key's state before the batch, if any
 */
public record KeyedUpdate<K, V, S>(K key, List<V> values, Optional<S> state) {}
