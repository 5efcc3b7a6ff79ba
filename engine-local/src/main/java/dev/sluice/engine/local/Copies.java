package dev.sluice.engine.local;

import dev.sluice.plan.Copyable;
import dev.sluice.plan.Origin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives each operator that sees many records a copy of the code that goes through them, see {@link Copyable}. The compiler
 * then makes one loop of the whole chain; in code that all operators share it would have to ask for each record which
 * function comes next. Thread-safe.
 */
final class Copies {
    /** So many operators of one engine get classes of their own; the others share. */
    private static final int COPIES_MAX = 2_000;

    private static final long FEW = 64;

    private final Map<Key, Copy> copies = new ConcurrentHashMap<>();
    private final AtomicInteger left;
    private final long after;

    /**
     * Copies for one engine.
     *
     * @param after how many records make an operator worth a class of its own
     */
    Copies(long after) {
        this.after = after;
        this.left = new AtomicInteger(after == Tuning.NEVER ? 0 : COPIES_MAX);
    }

    /** Whether so many records are worth the making of objects of copied classes, which takes longer than of others. */
    boolean paysFor(long records) {
        return records == Volume.UNKNOWN || records >= Math.min(FEW, after);
    }

    /** A place in a program: code of one class there is copied once. */
    private record Key(Class<?> template, Origin origin, Class<?> function, Class<?> next) {}

    /** The copy for one place in a program, of what emits to the next. */
    Copy of(Copyable code, Origin origin, Object next) {
        Class<?> type = code.getClass();
        Key key = new Key(type, origin, code.function().getClass(), next.getClass());
        Copy copy = copies.get(key);
        return copy == null
                ? copies.computeIfAbsent(key, made -> new Copy(type, isCopy(next) ? 0 : after, left))
                : copy;
    }

    private static boolean isCopy(Object next) {
        return next instanceof Copyable && next.getClass().isHidden();
    }
}
