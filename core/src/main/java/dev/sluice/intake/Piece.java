package dev.sluice.intake;

import dev.sluice.source.RecordLog;
import java.util.List;

/** A stretch of records that one producer stored, taken by reference. A value. */
sealed interface Piece<T> permits RecordPiece, BlockPiece, LoggedPiece {
    /** The number of records. */
    long records();

    /** Where in the log the records are; nowhere where they are only in memory. */
    List<RecordLog.Range> ranges();

    /** The records from one to another of this piece. */
    Piece<T> slice(long from, long to);

    /** The records are done with. */
    void release();
}
