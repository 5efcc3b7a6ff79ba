package dev.sluice.intake;

import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog;
import java.util.List;

/** Records of a kept block. */
record BlockPiece<T>(KeptBlock<T> block, long from, long to) implements Piece<T> {
    @Override
    public long records() {
        return to - from;
    }

    @Override
    public BlockPiece<T> slice(long first, long last) {
        return new BlockPiece<>(block, from + first, from + last);
    }

    @Override
    public void release() {
        block.release(records());
    }

    @Override
    public List<RecordLog.Range> ranges() {
        return block.written().ranges(from, to);
    }

    /** Reads the records. */
    Split<T> split() {
        return records() == block.records() ? block.split() : new SlicedSplit<>(block.split(), from, to);
    }
}
