package dev.sluice.file;

import dev.sluice.storage.RecordCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes records in chunks, which name their classes once. How many records make a chunk follows from the size of the
 * chunk before, so that the same records always make the same file.
 */
final class ObjectEncoder<T> implements RecordForm.Encoder<T> {
    private static final int CHUNK_BYTES = 256 << 10;
    private static final int FIRST_CHUNK_RECORDS = 256;
    private static final int CHUNK_RECORDS_MAX = 1 << 14;

    private final BufferedFile file;
    private final FrameWriter frames;
    private final RecordCodec codec;
    private final List<T> chunk = new ArrayList<>();
    private int chunkRecords = FIRST_CHUNK_RECORDS;

    ObjectEncoder(BufferedFile file, RecordCodec codec) {
        this.file = file;
        this.frames = new FrameWriter(file);
        this.codec = codec;
    }

    @Override
    public void write(T record) {
        chunk.add(record);
        if (chunk.size() >= chunkRecords) {
            writeChunk();
        }
    }

    @Override
    public void end() {
        if (!chunk.isEmpty()) {
            writeChunk();
        }
        frames.end();
    }

    private void writeChunk() {
        byte[] bytes = codec.encodeAll(chunk);
        frames.write(chunk.size(), bytes);
        file.count(new Tally(chunk.size(), codec.sum(chunk, RecordHash::of)));
        chunkRecords = (int) Math.max(1, Math.min(CHUNK_RECORDS_MAX, (long) CHUNK_BYTES * chunk.size() / bytes.length));
        chunk.clear();
    }
}
