package dev.sluice.intake;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/** Stretches of chunks seen as one list, without a copy. Not to be changed. */
final class RecordList<T> extends AbstractList<T> {
    private final List<RecordPiece<T>> pieces;
    private final int size;

    RecordList(List<RecordPiece<T>> pieces) {
        this.pieces = List.copyOf(pieces);
        this.size =
                Math.toIntExact(pieces.stream().mapToLong(RecordPiece::records).sum());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public T get(int index) {
        int at = Objects.checkIndex(index, size);
        for (RecordPiece<T> piece : pieces) {
            int length = piece.to() - piece.from();
            if (at < length) {
                return record(piece, piece.from() + at);
            }
            at -= length;
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Iterator<T> iterator() {
        return new Records<>(pieces);
    }

    @SuppressWarnings("unchecked")
    private static <T> T record(RecordPiece<T> piece, int index) {
        return (T) piece.chunk()[index];
    }

    /** Goes through one array after another; each piece has a record. */
    private static final class Records<T> implements Iterator<T> {
        private final List<RecordPiece<T>> pieces;
        private Object[] chunk = {};
        private int at;
        private int end;
        private int next;

        Records(List<RecordPiece<T>> pieces) {
            this.pieces = pieces;
        }

        @Override
        public boolean hasNext() {
            return at < end || next < pieces.size();
        }

        @Override
        @SuppressWarnings("unchecked") // a piece of T
        public T next() {
            if (at == end) {
                open();
            }
            return (T) chunk[at++];
        }

        private void open() {
            if (next == pieces.size()) {
                throw new NoSuchElementException("the list has no more records");
            }
            RecordPiece<T> piece = pieces.get(next++);
            chunk = piece.chunk();
            at = piece.from();
            end = piece.to();
        }
    }
}
