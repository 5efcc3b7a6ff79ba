package dev.sluice.table;

import org.jspecify.annotations.Nullable;

/** Sees what a batch changed in a table, one key after another. May throw, which ends the visit. */
@FunctionalInterface
public interface ChangeVisitor<K, V> {
    /** Takes one changed key: its value now, or null if it was removed. */
    void visit(K key, int hash, @Nullable V value) throws Exception;
}
