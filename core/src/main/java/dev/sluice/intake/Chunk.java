package dev.sluice.intake;

/** Records that were stored one by one. */
final class Chunk<T> extends Segment<T> {
    private static final int SIZE_MIN = 16;
    private static final int SIZE_MAX = 4096;

    private final Object[] records;

    private Chunk(long start, int size) {
        super(start);
        this.records = new Object[size];
    }

    /** A chunk without room, to begin a chain with. */
    static <T> Chunk<T> none() {
        return new Chunk<>(0, 0);
    }

    /** A chunk with twice the room that was used of the one before. */
    static <T> Chunk<T> after(long start, long usedBefore) {
        return new Chunk<>(start, (int) Math.max(SIZE_MIN, Math.min(SIZE_MAX, usedBefore * 2)));
    }

    boolean isFull(long at) {
        return room(at) == 0;
    }

    int room(long at) {
        return records.length - (int) (at - start);
    }

    void set(long at, T record) {
        records[(int) (at - start)] = record;
    }

    @Override
    Piece<T> piece(long from, long to) {
        return new RecordPiece<>(records, (int) (from - start), (int) (to - start));
    }
}
