package dev.sluice.intake;

import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog;
import java.util.List;

/** Records that an earlier run wrote to the log. */
record LoggedPiece<T>(RecordLog log, RecordLog.Range range) implements Piece<T> {
    @Override
    public long records() {
        return range.records();
    }

    @Override
    public List<RecordLog.Range> ranges() {
        return List.of(range);
    }

    @Override
    public LoggedPiece<T> slice(long from, long to) {
        int start = range.from();
        return new LoggedPiece<>(log, new RecordLog.Range(range.block(), start + (int) from, start + (int) to));
    }

    @Override
    public void release() {}

    /** Reads the records. */
    Split<T> split() {
        return log.read(range);
    }
}
