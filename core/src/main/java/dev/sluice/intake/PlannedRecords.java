package dev.sluice.intake;

import dev.sluice.engine.BlockStore;
import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog;
import java.util.ArrayList;
import java.util.List;

/**
 * What one batch reads from a receiver.
 *
 * @param pieces where the records came from
 * @param shares the same, cut into what each split reads
 * @param put the blocks they were put into for the batch
 */
record PlannedRecords<T>(List<Piece<T>> pieces, List<List<Piece<T>>> shares, List<Long> put, List<Split<T>> splits) {
    long records() {
        return pieces.stream().mapToLong(Piece::records).sum();
    }

    /** The batch is done with them. */
    void release(BlockStore blocks) {
        put.forEach(blocks::remove);
        pieces.forEach(Piece::release);
    }

    /** What writes to the log what is not there yet. */
    PendingReading reading(RecordLog log) {
        return new PendingReading(
                log,
                shares.stream().map(share -> new SplitWriting(parts(share))).toList());
    }

    private static <T> List<SplitWriting.Part> parts(List<Piece<T>> share) {
        List<SplitWriting.Part> parts = new ArrayList<>();
        List<RecordPiece<T>> loose = new ArrayList<>();
        for (Piece<T> piece : share) {
            if (piece instanceof RecordPiece<T> records) {
                loose.add(records);
            } else {
                addLoose(loose, parts);
                parts.add(new SplitWriting.Part.Written(piece.ranges()));
            }
        }
        addLoose(loose, parts);
        return parts;
    }

    private static <T> void addLoose(List<RecordPiece<T>> loose, List<SplitWriting.Part> parts) {
        if (!loose.isEmpty()) {
            parts.add(new SplitWriting.Part.Loose(Split.of(new RecordList<>(loose))));
            loose.clear();
        }
    }

    String range() {
        long stored =
                pieces.stream().filter(piece -> !(piece instanceof RecordPiece)).count();
        return records() + " records in " + (stored + put.size()) + " blocks";
    }
}
