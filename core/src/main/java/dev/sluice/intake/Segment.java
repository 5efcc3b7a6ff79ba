package dev.sluice.intake;

import org.jspecify.annotations.Nullable;

/** A stretch of what one producer stored: records one by one, a block, or what an earlier run left. Each knows the next. */
abstract sealed class Segment<T> permits Chunk, BlockSegment, LoggedSegment {
    /** How many records the producer had stored before this segment. */
    final long start;

    volatile @Nullable Segment<T> next;

    Segment(long start) {
        this.start = start;
    }

    /** The records from one to another of the producer's, both within this segment. */
    abstract Piece<T> piece(long from, long to);
}
