package dev.sluice.engine.local;

import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Several iterators one after another, each opened when its turn comes. */
final class ChainIterator<T> implements Iterator<T> {
    /** Opens the iterator of this number. */
    @FunctionalInterface
    interface Parts<T> {
        Iterator<T> open(int part) throws Exception;
    }

    private final Origin origin;
    private final int parts;
    private final Parts<T> opener;
    private int opened;
    private Iterator<T> current = Collections.emptyIterator();

    ChainIterator(Origin origin, int parts, Parts<T> opener) {
        this.origin = origin;
        this.parts = parts;
        this.opener = opener;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext()) {
            if (opened == parts) {
                return false;
            }
            current = open(opened++);
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }

    private Iterator<T> open(int part) {
        try {
            return opener.open(part);
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }
}
