package dev.sluice.engine.spark;

import dev.sluice.data.StorageLevel;
import dev.sluice.plan.Origin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Gathers the records of a partition in pieces that Spark keeps.
 *
 * @param bytes whether they are kept as bytes, and not as objects that are bytes only where they leave the JVM
 * @param isWritten whether the level lets them become bytes at all
 */
record KeepWork(boolean bytes, boolean isWritten, boolean strict, Origin origin) implements Work<Records> {
    /** So many records of each partition are looked at in strict mode. */
    private static final int SAMPLE = 2;

    static KeepWork of(StorageLevel level, boolean strict, Origin origin) {
        boolean bytes = switch (level) {
            case MEMORY_ONLY, MEMORY_AND_DISK, MEMORY_AND_DISK_2 -> false;
            case MEMORY_ONLY_SER, MEMORY_AND_DISK_SER, MEMORY_AND_DISK_SER_2, DISK_ONLY -> true;
        };
        return new KeepWork(bytes, level != StorageLevel.MEMORY_ONLY, strict, origin);
    }

    @Override
    public Iterator<Records> over(Evaluation evaluation, int partition) throws Exception {
        Iterator<Object> records = evaluation.pullRoot(0, evaluation.task(partition));
        return new Iterator<>() {
            private final Reuse reuse = new Reuse(evaluation.engine(), origin);
            private int unchecked = strict ? SAMPLE : 0;

            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public Records next() {
                List<Object> piece = new ArrayList<>();
                while (piece.size() < Records.PIECE_MAX && records.hasNext()) {
                    piece.add(checked(records.next()));
                }
                return bytes
                        ? Sample.packed(evaluation.engine(), piece, origin)
                        : Records.held(evaluation.engine(), piece);
            }

            private Object checked(Object record) {
                if (unchecked > 0) {
                    check(record);
                    unchecked--;
                }
                return record;
            }

            private void check(Object record) {
                if (unchecked == SAMPLE && isWritten) {
                    Sample.check(evaluation.engine(), record, origin);
                }
                if (record != null) {
                    reuse.look(record);
                }
            }
        };
    }
}
