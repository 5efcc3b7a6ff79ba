package dev.sluice.journal;

import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog.Range;
import dev.sluice.storage.RecordCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Records that are read from the log when they are asked for, by this process; in another one they are with the split. */
record LoggedSplit<T>(Blocks blocks, RecordCodec codec, String input, Range range) implements Split<T> {
    @Override
    @SuppressWarnings("unchecked") // the input wrote records of T
    public Iterator<T> iterator() {
        List<T> records = new ArrayList<>(range.records());
        for (BlockPart part : blocks.parts(input, range.block())) {
            int from = Math.max(range.from(), part.first());
            int to = Math.min(range.to(), part.first() + part.records());
            if (from < to) {
                ByteBuffer content = blocks.content(part);
                records.addAll((List<T>) codec.decodeAll(content).subList(from - part.first(), to - part.first()));
            }
        }
        return records.iterator();
    }

    @Override
    public long size() {
        return range.records();
    }

    private Object writeReplace() {
        List<T> records = new ArrayList<>(range.records());
        iterator().forEachRemaining(records::add);
        return Split.of(records);
    }
}
