package dev.sluice.journal;

import dev.sluice.data.Batch;
import dev.sluice.error.StorageException;
import dev.sluice.log.LogDirectory;
import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog;
import dev.sluice.storage.RecordCodec;
import java.nio.ByteBuffer;
import java.util.List;

/** The log of one input as earlier runs left it: it can be read, and nothing is added to it. Thread-safe. */
record StoredLog(Blocks blocks, RecordCodec codec, String input) implements RecordLog {
    /** The blocks that were found in a log that nobody here writes. */
    record Found(LogIndex index, LogDirectory directory) implements Blocks {
        @Override
        public synchronized List<BlockPart> parts(String input, long block) {
            return index.parts(input, block);
        }

        @Override
        public ByteBuffer content(BlockPart part) {
            var position = part.place().position();
            return BlockRecord.content(directory.read(position), "the block at " + position + " of the log");
        }
    }

    @Override
    public <T> Split<T> read(Range range) {
        return new LoggedSplit<>(blocks, codec, input, range);
    }

    @Override
    public Block write(List<?> records) {
        throw refusal();
    }

    @Override
    public Block writeSoon(List<?> records) {
        throw refusal();
    }

    @Override
    public Block writeEncoded(Encoded records, boolean atOnce) {
        throw refusal();
    }

    @Override
    public Block writeWith(Batch batch, List<?> records) {
        throw refusal();
    }

    @Override
    public void giveUp(Block block) {
        throw refusal();
    }

    private StorageException refusal() {
        return new StorageException(
                StorageException.Kind.DENIED,
                "the log of the input \"" + input + "\" is only read here; nothing was written");
    }
}
