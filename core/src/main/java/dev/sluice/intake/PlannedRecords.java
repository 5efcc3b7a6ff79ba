package dev.sluice.intake;

import dev.sluice.engine.BlockStore;
import dev.sluice.plan.Split;
import java.util.List;

/**
 * What one batch reads from a receiver.
 *
 * @param pieces where the records came from
 * @param put the blocks they were put into for the batch
 */
record PlannedRecords<T>(List<Piece<T>> pieces, List<Long> put, List<Split<T>> splits) {
    long records() {
        return pieces.stream().mapToLong(Piece::records).sum();
    }

    /** The batch is done with them. */
    void release(BlockStore blocks) {
        put.forEach(blocks::remove);
        pieces.forEach(Piece::release);
    }

    String range() {
        long stored = pieces.stream().filter(BlockPiece.class::isInstance).count();
        return records() + " records in " + (stored + put.size()) + " blocks";
    }
}
