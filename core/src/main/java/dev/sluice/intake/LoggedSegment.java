package dev.sluice.intake;

import dev.sluice.source.RecordLog;

/** Records that an earlier run wrote to the log. */
final class LoggedSegment<T> extends Segment<T> {
    private final LoggedPiece<T> all;

    LoggedSegment(long start, RecordLog log, RecordLog.Range range) {
        super(start);
        this.all = new LoggedPiece<>(log, range);
    }

    @Override
    Piece<T> piece(long from, long to) {
        return all.slice(from - start, to - start);
    }
}
