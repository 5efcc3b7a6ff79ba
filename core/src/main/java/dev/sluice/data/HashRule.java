package dev.sluice.data;

/** How keys of one class are hashed, before the last mix. */
@FunctionalInterface
interface HashRule {
    int hash(Object key);
}
