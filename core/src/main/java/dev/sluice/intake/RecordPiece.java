package dev.sluice.intake;

import dev.sluice.source.RecordLog;
import java.util.List;

/** Records of a chunk. */
record RecordPiece<T>(Object[] chunk, int from, int to) implements Piece<T> {
    @Override
    public long records() {
        return (long) to - from;
    }

    @Override
    public List<RecordLog.Range> ranges() {
        return List.of();
    }

    @Override
    public RecordPiece<T> slice(long first, long last) {
        return new RecordPiece<>(chunk, from + (int) first, from + (int) last);
    }

    @Override
    public void release() {}
}
