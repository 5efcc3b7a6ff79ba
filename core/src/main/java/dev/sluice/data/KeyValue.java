package dev.sluice.data;

import java.io.Serializable;

/** A record with a key: what keyed streams are made of. */
public record KeyValue<K, V>(K key, V value) implements Serializable {
    /** The pair of this key and this value. */
    public static <K, V> KeyValue<K, V> of(K key, V value) {
        return new KeyValue<>(key, value);
    }

    /** The same key with another value. */
    public <W> KeyValue<K, W> withValue(W newValue) {
        return new KeyValue<>(key, newValue);
    }

    @Override
    public String toString() {
        return "(" + key + ", " + value + ")";
    }
}
