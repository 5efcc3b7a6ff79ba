package dev.sluice.journal;

import dev.sluice.source.RecordLog.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one input: what the last settled batch read, and the blocks of its log that are still needed. */
final class InputLedger {
    private byte[] reading = {};
    private long nextBlock = 1;
    private final TreeMap<Long, Block> blocks = new TreeMap<>();

    /**
     * A block that is not read to its end by settled batches.
     *
     * @param read how many of its records, the first ones, settled batches have read
     */
    private record Block(int records, int read) {}

    /** What the last settled batch read; empty where none had a part. */
    byte[] reading() {
        return reading;
    }

    long nextBlock() {
        return nextBlock;
    }

    /** A block was written, unless it is known already, or was before and is not needed any more. */
    void written(long block, int records) {
        if (block >= nextBlock) {
            nextBlock = block + 1;
            blocks.put(block, new Block(records, 0));
        }
    }

    void givenUp(long block) {
        blocks.remove(block);
    }

    /** The oldest block that is still needed; the next one if there is none. */
    long oldestBlock() {
        return blocks.isEmpty() ? nextBlock : blocks.firstKey();
    }

    /** A batch that read this is settled, or is treated as if. */
    void read(InputReading settled) {
        reading = settled.reading();
        for (Range range : settled.ranges()) {
            Block block = blocks.get(range.block());
            if (block != null && range.to() >= block.records) {
                blocks.remove(range.block());
            } else if (block != null && range.to() > block.read) {
                blocks.put(range.block(), new Block(block.records, range.to()));
            }
        }
    }

    /** What no batch has read, oldest first. */
    List<Range> unread() {
        List<Range> ranges = new ArrayList<>();
        for (Map.Entry<Long, Block> entry : blocks.entrySet()) {
            ranges.add(new Range(entry.getKey(), entry.getValue().read, entry.getValue().records));
        }
        return ranges;
    }

    InputLedger copy() {
        InputLedger copy = new InputLedger();
        copy.reading = reading;
        copy.nextBlock = nextBlock;
        copy.blocks.putAll(blocks);
        return copy;
    }

    void write(FieldWriter out) {
        out.bytes(reading).number(nextBlock);
        out.all(
                blocks.entrySet(),
                entry -> out.number(entry.getKey())
                        .number(entry.getValue().records)
                        .number(entry.getValue().read));
    }

    static InputLedger read(FieldReader in) {
        InputLedger ledger = new InputLedger();
        ledger.reading = in.bytes();
        ledger.nextBlock = in.number();
        in.all(() -> ledger.blocks.put(in.number(), new Block(in.count(), in.count())));
        return ledger;
    }
}
