package dev.sluice.intake;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.plan.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what a batch takes into splits: none for no record, one for few, at most {@code splitsMax} for many. Records that
 * were stored one by one are put into the block store here, by reference.
 */
record RecordCutter(BlockStore blocks, StorageLevel level, int splitsMax) {
    /** The fewest records worth a split of their own. */
    static final int RECORDS_PER_SPLIT_MIN = 4096;

    <T> PlannedRecords<T> cut(Take<T> take) {
        List<Long> put = new ArrayList<>();
        try {
            List<Split<T>> splits = new ArrayList<>();
            List<List<Piece<T>>> shares = share(take.pieces(), splits(take.records()));
            for (List<Piece<T>> pieces : shares) {
                splits.add(split(pieces, put));
            }
            return new PlannedRecords<>(List.copyOf(take.pieces()), shares, put, splits);
        } catch (RuntimeException | Error e) {
            put.forEach(blocks::remove);
            throw e;
        }
    }

    private int splits(long records) {
        long worth = (records + RECORDS_PER_SPLIT_MIN - 1) / RECORDS_PER_SPLIT_MIN;
        return (int) Math.min(Math.max(1, splitsMax), worth);
    }

    /** Deals pieces out in order, so that each gets the same number of records; pieces are cut where needed. */
    private static <T> List<List<Piece<T>>> share(List<Piece<T>> pieces, int shares) {
        long total = pieces.stream().mapToLong(Piece::records).sum();
        List<List<Piece<T>>> shared = new ArrayList<>(shares);
        for (int i = 0; i < shares; i++) {
            shared.add(between(pieces, total * i / shares, total * (i + 1) / shares));
        }
        return shared;
    }

    private static <T> List<Piece<T>> between(List<Piece<T>> pieces, long from, long to) {
        List<Piece<T>> found = new ArrayList<>();
        long start = 0;
        for (Piece<T> piece : pieces) {
            long first = Math.max(0, from - start);
            long last = Math.min(piece.records(), to - start);
            if (first < last) {
                found.add(piece.slice(first, last));
            }
            start += piece.records();
        }
        return found;
    }

    private <T> Split<T> split(List<Piece<T>> pieces, List<Long> put) {
        List<Split<T>> parts = new ArrayList<>();
        List<RecordPiece<T>> loose = new ArrayList<>();
        for (Piece<T> piece : pieces) {
            if (piece instanceof BlockPiece<T> block) {
                putLoose(loose, parts, put);
                parts.add(block.split());
            } else if (piece instanceof LoggedPiece<T> logged) {
                putLoose(loose, parts, put);
                parts.add(logged.split());
            } else if (piece instanceof RecordPiece<T> records) {
                loose.add(records);
            }
        }
        putLoose(loose, parts, put);
        return JoinedSplit.of(parts);
    }

    private <T> void putLoose(List<RecordPiece<T>> loose, List<Split<T>> parts, List<Long> put) {
        if (!loose.isEmpty()) {
            BlockStore.Block<T> block = blocks.put(new RecordList<>(loose), level);
            put.add(block.id());
            parts.add(block.split());
            loose.clear();
        }
    }
}
