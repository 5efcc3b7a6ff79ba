package dev.sluice.table;

/** Sees the entries of a table, one after another. May throw, which ends the visit. */
@FunctionalInterface
public interface EntryVisitor<K, V> {
    /** Takes one entry with the cached hash of its key. */
    void visit(K key, int hash, V value) throws Exception;
}
