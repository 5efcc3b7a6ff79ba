package dev.sluice.state;

/** A state, the time of its last touch, and where its key is filed. */
record TimedEntry<K, S>(S state, long touched, Filing<K> filing) {}
