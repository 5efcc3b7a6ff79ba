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
        return new Iterator<>() {
            private int piece;
            private int at = pieces.isEmpty() ? 0 : pieces.get(0).from();

            @Override
            public boolean hasNext() {
                while (piece < pieces.size() && at == pieces.get(piece).to()) {
                    piece++;
                    at = piece < pieces.size() ? pieces.get(piece).from() : 0;
                }
                return piece < pieces.size();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the list has no more records");
                }
                return record(pieces.get(piece), at++);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> T record(RecordPiece<T> piece, int index) {
        return (T) piece.chunk()[index];
    }
}
