package dev.sluice.engine.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The records of pieces, one piece after another. */
final class PiecesIterator implements Iterator<Object> {
    private final Iterator<Records> pieces;
    private Iterator<Object> current = Collections.emptyIterator();

    PiecesIterator(Iterator<Records> pieces) {
        this.pieces = pieces;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && pieces.hasNext()) {
            current = pieces.next().list().iterator();
        }
        return current.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}
