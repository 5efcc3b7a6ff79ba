package dev.sluice.intake;

import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Writes what of one split is not in the log yet. After a failure it goes on behind the last block that was written. */
final class SplitWriting {
    private final Deque<Part> left;
    private final List<RecordLog.Range> ranges = new ArrayList<>();
    private long writtenOfPart;

    /** A writing of these parts, in order. */
    SplitWriting(List<Part> parts) {
        left = new ArrayDeque<>(parts);
    }

    /** Writes all that is left. Returns where in the log the split is. */
    List<RecordLog.Range> finish(RecordLog log) {
        while (!left.isEmpty()) {
            Part part = left.peek();
            if (part instanceof Part.Loose loose) {
                write(loose.records(), log);
            } else if (part instanceof Part.Written written) {
                ranges.addAll(written.ranges());
            }
            left.remove();
            writtenOfPart = 0;
        }
        return ranges;
    }

    private void write(Split<?> records, RecordLog log) {
        Stretches<Object> stretches = new Stretches<>(unwritten(records));
        while (stretches.hasNext()) {
            RecordLog.Block block = log.writeSoon(stretches.next());
            ranges.add(block.all());
            writtenOfPart += block.records();
        }
    }

    private Iterator<?> unwritten(Split<?> split) {
        try {
            Iterator<?> records = split.iterator();
            for (long skipped = 0; skipped < writtenOfPart; skipped++) {
                records.next();
            }
            return records;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SourceException("the records of a batch could not be read to write them to the log: " + e, e);
        }
    }

    /** Some records of a split. */
    sealed interface Part {
        /** In the log already. */
        record Written(List<RecordLog.Range> ranges) implements Part {}

        /** Only in memory. */
        record Loose(Split<?> records) implements Part {}
    }
}
