package dev.sluice.journal;

import dev.sluice.journal.InputLog.Part;
import dev.sluice.log.LogDirectory;
import dev.sluice.log.LogEntry;
import dev.sluice.log.LogPosition;
import dev.sluice.log.LogWriter;
import dev.sluice.source.RecordLog.Block;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log, the ledger and the index, which change together: what is appended to the one is entered in the others, so the
 * ledger is always what a later run would read. An error of the virtual machine between the two ends the writing.
 * Thread-safe.
 */
final class LogBook implements Blocks, AutoCloseable {
    private static final long LONG_BYTES = 256L << 20;

    private final LogDirectory directory;
    private final LogWriter log;
    private final Ledger ledger;
    private final LogIndex index;
    private final Trust trust;
    private final TreeMap<Long, LogEntry> plans = new TreeMap<>();
    private LogEntry last;
    private long bytes;

    /**
     * The book of a run.
     *
     * @param run the first entry
     */
    LogBook(LogDirectory directory, LogWriter log, Ledger ledger, LogIndex index, Trust trust, LogEntry run) {
        this.directory = directory;
        this.log = log;
        this.ledger = ledger;
        this.index = index;
        this.trust = trust;
        this.last = run;
    }

    synchronized LogEntry begun(InputReading reading) {
        FieldWriter out = new FieldWriter();
        reading.write(out);
        return entered(FrameType.BEGUN, out.toBytes(), entry -> ledger.begun(reading));
    }

    synchronized void plan(PlanRecord plan) {
        long batch = plan.batch().id();
        LogEntry ignored = entered(FrameType.PLAN, plan.encode(), entry -> {
            ledger.plan(plan);
            index.plan(batch, Place.of(entry));
            plans.put(batch, entry);
        });
    }

    /** The last that this run has written of what a batch reads; null if an earlier run has written it all. */
    synchronized @Nullable LogEntry planned(long batch) {
        return plans.get(batch);
    }

    synchronized void commit(long batch, int output) {
        byte[] payload = new FieldWriter().number(batch).number(output).toBytes();
        LogEntry ignored = entered(FrameType.COMMIT, payload, entry -> ledger.commit(batch, output));
    }

    /** The batch waits for this as for its plan. */
    synchronized void leftOut(LeftOutRecord record) {
        LogEntry ignored = entered(FrameType.LEFT_OUT, record.encode(), entry -> {
            ledger.leftOut(record);
            plans.put(record.batch(), entry);
        });
    }

    synchronized LogEntry done(long batch) {
        return entered(FrameType.DONE, new FieldWriter().number(batch).toBytes(), entry -> {
            ledger.done(batch);
            plans.headMap(batch, true).clear();
        });
    }

    /** Writes a block in one piece. */
    synchronized Block block(String input, long batch, int records, List<Part> parts) {
        return trust.changing(() -> {
            Block block = new Block(ledger.nextBlock(input), records);
            List<byte[]> payloads = new ArrayList<>(parts.size());
            for (Part part : parts) {
                payloads.add(record(block, input, batch, part).encode(part.content()));
            }
            List<LogEntry> entries = log.append(FrameType.BLOCK, payloads);
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                bytes += payloads.get(i).length;
                last = entries.get(i);
                ledger.block(record(block, input, batch, part));
                index.part(input, block.id(), new BlockPart(Place.of(last), part.first(), part.records()));
            }
            return block;
        });
    }

    private static BlockRecord record(Block block, String input, long batch, Part part) {
        return new BlockRecord(input, block.id(), batch, block.records(), part.first(), part.records());
    }

    synchronized void giveUp(String input, long block) {
        trust.require();
        ledger.giveUp(input, block);
        index.remove(input, block);
        byte[] payload = new FieldWriter().text(input).number(block).toBytes();
        LogEntry ignored = entered(FrameType.GIVE_UP, payload, entry -> {});
    }

    @Override
    public synchronized List<BlockPart> parts(String input, long block) {
        return index.parts(input, block);
    }

    @Override
    public ByteBuffer content(BlockPart part) {
        LogPosition position = part.place().position();
        return BlockRecord.content(directory.read(position), "the block at " + position + " of the log");
    }

    synchronized LogEntry last() {
        return last;
    }

    void await(LogEntry entry) {
        trust.changing(() -> {
            log.await(entry);
            return entry;
        });
    }

    /** Whether so much was written that a snapshot should make it unneeded. */
    synchronized boolean isLong() {
        return bytes > LONG_BYTES;
    }

    /** From where on a start at the facts of a batch needs the log; where that is may change until it is durable. */
    synchronized Place neededFrom(long version) {
        return index.neededFrom(version, ledger.oldestBlocks(version), Place.of(last));
    }

    /** A snapshot begins: what comes goes to a new segment. Returns up to where the log is certainly there. */
    LogPosition rotate() {
        LogPosition durable = trust.changing(log::rotate);
        synchronized (this) {
            bytes = 0;
        }
        return durable;
    }

    /** Batches up to these facts are settled: what only they needed is deleted. */
    void settle(RunFacts facts, LogPosition neededFrom) {
        trust.require();
        synchronized (this) {
            ledger.settle(facts);
            index.forget(facts.version(), ledger.oldestBlocks(facts.version()));
        }
        log.forget(neededFrom);
        for (LogPosition segment : directory.segments()) {
            if (segment.compareTo(neededFrom) < 0) {
                boolean ignored = directory.storage().delete(directory.name(segment));
            }
        }
    }

    @Override
    public void close() {
        log.close();
    }

    private LogEntry entered(int type, byte[] payload, Consumer<LogEntry> change) {
        return trust.changing(() -> {
            LogEntry entry = log.append(type, payload);
            bytes += payload.length;
            last = entry;
            change.accept(entry);
            return entry;
        });
    }
}
