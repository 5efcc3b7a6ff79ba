package dev.sluice.intake;

/** A stretch of records that one producer stored, taken by reference. A value. */
sealed interface Piece<T> permits RecordPiece, BlockPiece, LoggedPiece {
    /** The number of records. */
    long records();

    /** The records from one to another of this piece. */
    Piece<T> slice(long from, long to);

    /** The records are done with. */
    void release();
}
