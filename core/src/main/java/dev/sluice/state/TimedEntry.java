package dev.sluice.state;

/** A state, the time of its last touch, and where its key is filed. */
record TimedEntry<K, S>(S state, long touched, Filing<K> filing) {
    private static final long NEVER = Long.MIN_VALUE;

    /** A state that was stored without a time; its key is filed with its first touch. */
    static <K, S> TimedEntry<K, S> untimed(K key, int hash, S state) {
        return new TimedEntry<>(state, NEVER, new Filing<>(key, hash, NEVER, 0));
    }

    boolean isTimed() {
        return touched != NEVER;
    }
}
