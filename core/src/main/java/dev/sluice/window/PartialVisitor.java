package dev.sluice.window;

/** Sees what each key has in each slice of a window. May throw, which ends the visit. */
@FunctionalInterface
public interface PartialVisitor<K, A> {
    /** Takes what one key has in one slice. */
    void visit(long slice, K key, int hash, A partial) throws Exception;
}
