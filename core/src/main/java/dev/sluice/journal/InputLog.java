package dev.sluice.journal;

import dev.sluice.data.Batch;
import dev.sluice.error.StorageException;
import dev.sluice.log.Frame;
import dev.sluice.log.LogEntry;
import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog;
import dev.sluice.storage.RecordCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The write-ahead log of one input, in the log of the run. Thread-safe. */
final class InputLog implements RecordLog {
    private static final int PART_BYTES_MAX = Frame.PAYLOAD_BYTES_MAX - (1 << 10);

    private final LogBook book;
    private final Fence fence;
    private final String input;
    private final RecordCodec codec;

    /** Some records of a block, encoded. */
    record Part(int first, int records, byte[] content) {}

    InputLog(LogBook book, Fence fence, String input, RecordCodec codec) {
        this.book = book;
        this.fence = fence;
        this.input = input;
        this.codec = codec;
    }

    @Override
    public Block write(List<?> records) {
        return durable(writeSoon(records));
    }

    @Override
    public Block writeEncoded(Encoded records, boolean atOnce) {
        Block block = book.block(input, BlockRecord.NO_BATCH, records.records(), parts(records));
        return atOnce ? durable(block) : block;
    }

    private Block durable(Block block) {
        try {
            List<BlockPart> parts = book.parts(input, block.id());
            LogEntry last = parts.get(parts.size() - 1).place().entry();
            if (last == null) {
                fence.run();
            } else {
                book.await(last);
            }
            return block;
        } catch (Throwable thrown) {
            giveUp(block, thrown);
            throw thrown;
        }
    }

    private void giveUp(Block block, Throwable reason) {
        try {
            giveUp(block);
        } catch (RuntimeException thrown) {
            reason.addSuppressed(thrown);
        }
    }

    @Override
    public Block writeSoon(List<?> records) {
        return book.block(input, BlockRecord.NO_BATCH, records.size(), parts(records));
    }

    @Override
    public Block writeWith(Batch batch, List<?> records) {
        return book.block(input, batch.id(), records.size(), parts(records));
    }

    @Override
    public <T> Split<T> read(Range range) {
        return new LoggedSplit<>(book, codec, input, range);
    }

    @Override
    public void giveUp(Block block) {
        book.giveUp(input, block.id());
    }

    private List<Part> parts(List<?> records) {
        List<Part> parts = new ArrayList<>(1);
        encode(records, 0, parts);
        return parts;
    }

    private List<Part> parts(Encoded records) {
        byte[] content = records.bytes();
        return content.length <= PART_BYTES_MAX
                ? List.of(new Part(0, records.records(), content))
                : parts(codec.decodeAll(ByteBuffer.wrap(content)));
    }

    private void encode(List<?> records, int first, List<Part> parts) {
        byte[] content = codec.encodeAll(records);
        if (content.length <= PART_BYTES_MAX) {
            parts.add(new Part(first, records.size(), content));
            return;
        }
        if (records.size() == 1) {
            throw new StorageException(
                    StorageException.Kind.INVALID,
                    "a record of the input \"" + input + "\" takes " + content.length + " bytes, but at most "
                            + PART_BYTES_MAX + " can be written to the log; nothing was written. Cut such records up"
                            + " before they are stored");
        }
        int half = records.size() / 2;
        encode(records.subList(0, half), first, parts);
        encode(records.subList(half, records.size()), first + half, parts);
    }
}
