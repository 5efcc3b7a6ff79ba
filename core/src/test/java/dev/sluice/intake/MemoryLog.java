package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.error.StorageException;
import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog;
import dev.sluice.storage.TypeRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The log of an input over several runs: what is durable survives a run, what is not is gone with it. Can be told to
 * fail, and to call back before and after each of its acts.
 */
public final class MemoryLog {
    private static final TypeRegistry TYPES = TypeRegistry.defaults();

    private final Map<Long, byte[]> durable = new TreeMap<>();
    private final Map<Long, byte[]> pending = new TreeMap<>();
    private Consumer<String> steps = step -> {};
    private long lastId;
    private long calls;
    private long failFrom = Long.MAX_VALUE;
    private long failTo = Long.MAX_VALUE;
    private long runs;
    private boolean keepingAll;

    /** What was written but not made durable survives all the same, as it does when only the process is gone. */
    public synchronized MemoryLog keepingAll() {
        keepingAll = true;
        return this;
    }

    /** The log as a new run sees it; what an earlier run does with it has no effect from now on. */
    public synchronized RecordLog open() {
        if (keepingAll) {
            sync();
        }
        pending.clear();
        return new Handle(++runs);
    }

    /** Called before and after each act, with its name. */
    public synchronized void onStep(Consumer<String> newSteps) {
        steps = newSteps;
    }

    /** Lets the acts with these numbers fail, counted from 1. */
    public synchronized void fail(long from, long to) {
        calls = 0;
        failFrom = from;
        failTo = to;
    }

    /** Nothing fails any more. */
    public synchronized void repair() {
        failFrom = Long.MAX_VALUE;
    }

    /** Makes durable what was written so far. */
    public synchronized void sync() {
        durable.putAll(pending);
        pending.clear();
    }

    /** The durable blocks that were not given up, by id. */
    public synchronized List<RecordLog.Block> blocks() {
        return durable.entrySet().stream()
                .map(block -> new RecordLog.Block(
                        block.getKey(), decoded(block.getValue()).size()))
                .toList();
    }

    /** The records of these blocks. */
    public synchronized List<Object> records() {
        List<Object> records = new ArrayList<>();
        durable.values().forEach(block -> records.addAll(decoded(block)));
        return records;
    }

    private List<Object> decoded(byte[] block) {
        return TYPES.codec().decodeAll(ByteBuffer.wrap(block));
    }

    private void begin(long run, String act) {
        requireRun(run);
        steps.accept("before " + act);
        calls++;
        if (calls >= failFrom && calls <= failTo) {
            throw new StorageException(StorageException.Kind.NO_SPACE, "no space left");
        }
    }

    private void requireRun(long run) {
        if (run != runs) {
            throw new Crash("run " + run + " is over");
        }
    }

    private RecordLog.Block write(long run, List<?> records, boolean atOnce) {
        byte[] bytes = TYPES.codec().encodeAll(records);
        return write(run, new RecordLog.Encoded(records.size(), bytes), atOnce);
    }

    private synchronized RecordLog.Block write(long run, RecordLog.Encoded records, boolean atOnce) {
        begin(run, "write");
        long id = ++lastId;
        pending.put(id, records.bytes());
        if (atOnce) {
            sync();
        }
        steps.accept("after write");
        return new RecordLog.Block(id, records.records());
    }

    private synchronized void giveUp(long run, RecordLog.Block block) {
        begin(run, "giveUp");
        if (durable.remove(block.id()) == null && pending.remove(block.id()) == null) {
            throw new AssertionError("no such block: " + block);
        }
        steps.accept("after giveUp");
    }

    private synchronized List<Object> read(long run, RecordLog.Range range) {
        requireRun(run);
        byte[] block = durable.getOrDefault(range.block(), pending.get(range.block()));
        return decoded(block).subList(range.from(), range.to());
    }

    private final class Handle implements RecordLog {
        private final long run;

        Handle(long run) {
            this.run = run;
        }

        @Override
        public Block write(List<?> records) {
            return MemoryLog.this.write(run, records, true);
        }

        @Override
        public Block writeWith(Batch batch, List<?> records) {
            throw new AssertionError("no input of this package writes with a batch");
        }

        @Override
        public Block writeSoon(List<?> records) {
            return MemoryLog.this.write(run, records, false);
        }

        @Override
        public Block writeEncoded(Encoded records, boolean atOnce) {
            return MemoryLog.this.write(run, records, atOnce);
        }

        @Override
        public <T> Split<T> read(Range range) {
            return new LoggedSplit<>(MemoryLog.this, run, range);
        }

        @Override
        public void giveUp(Block block) {
            MemoryLog.this.giveUp(run, block);
        }
    }

    private record LoggedSplit<T>(MemoryLog log, long run, RecordLog.Range range) implements Split<T> {
        @Override
        @SuppressWarnings("unchecked") // what was written
        public Iterator<T> iterator() {
            return (Iterator<T>) log.read(run, range).iterator();
        }

        @Override
        public long size() {
            return range.records();
        }
    }
}
