package dev.sluice.engine.local;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code at one place in a program: shared at first, and a copy of its own once it has seen many records, or at once
 * where what it emits to has one. Thread-safe.
 */
final class Copy {
    private static final Logger LOG = LoggerFactory.getLogger(Copy.class);

    private final Class<?> type;
    private final AtomicInteger left;
    private long missing;
    private volatile @Nullable MethodHandle constructor;

    /**
     * Code that is shared.
     *
     * @param missing how many records it is to see before it gets a copy
     * @param left how many copies may still be made
     */
    Copy(Class<?> type, long missing, AtomicInteger left) {
        this.type = type;
        this.left = left;
        this.missing = missing;
    }

    /** Counts records that went through. Several threads may do so at once, and lose a few. */
    void passed(long more) {
        if (missing > 0) {
            missing -= more;
        }
    }

    /** An object with the same fields and interfaces: of the copied class, or the original where there is none. */
    Object of(Object original) {
        MethodHandle known = constructor;
        if (known == null) {
            known = missing > 0 || left.get() <= 0 ? null : copied();
        }
        if (known == null) {
            return original;
        }
        try {
            return (Object) known.invokeExact(Template.of(type).fieldsOf(original));
        } catch (Throwable thrown) {
            throw new IllegalStateException(type + " cannot be copied: " + thrown, thrown);
        }
    }

    private synchronized @Nullable MethodHandle copied() {
        if (constructor == null && left.getAndDecrement() > 0) {
            try {
                constructor = Template.of(type).copy();
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                left.set(0);
                LOG.warn("operators share their code from now on, which is slower: {} cannot be copied", type, e);
            }
        }
        return constructor;
    }
}
