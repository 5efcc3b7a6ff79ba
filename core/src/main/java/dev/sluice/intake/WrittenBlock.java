package dev.sluice.intake;

import dev.sluice.source.RecordLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in the log a stored block is.
 *
 * @param blocks its parts, in order; none where there is no log
 */
record WrittenBlock(List<RecordLog.Block> blocks) {
    /** A block that is in no log. */
    static final WrittenBlock NOWHERE = new WrittenBlock(List.of());

    /** The records from one to another of the whole. */
    List<RecordLog.Range> ranges(long from, long to) {
        List<RecordLog.Range> ranges = new ArrayList<>();
        long start = 0;
        for (RecordLog.Block block : blocks) {
            long first = Math.max(0, from - start);
            long last = Math.min(block.records(), to - start);
            if (first < last) {
                ranges.add(new RecordLog.Range(block.id(), (int) first, (int) last));
            }
            start += block.records();
        }
        return ranges;
    }
}
