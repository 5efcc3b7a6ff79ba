package dev.sluice.file;

import dev.sluice.storage.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes records in chunks, which name their classes once. How many records make a chunk follows from the size of the
 * chunk before, so that the same records always make the same file.
 */
final class ObjectEncoder<T> implements RecordForm.Encoder<T> {
    private static final int CHUNK_BYTES = 256 << 10;
    private static final int FIRST_CHUNK_RECORDS = 256;
    private static final int CHUNK_RECORDS_MAX = 1 << 14;

    private final BufferedFile file;
    private final RecordCodec codec;
    private final CRC32C headers = new CRC32C();
    private final List<T> chunk = new ArrayList<>();
    private int chunkRecords = FIRST_CHUNK_RECORDS;
    private int frames;
    private long records;

    ObjectEncoder(BufferedFile file, RecordCodec codec) {
        this.file = file;
        this.codec = codec;
        file.write(Frame.FILE_HEADER);
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
        write(Frame.end(frames + 1, records, (int) headers.getValue()));
    }

    private void writeChunk() {
        byte[] bytes = codec.encodeAll(chunk);
        write(new Frame(++frames, chunk.size(), bytes));
        records += chunk.size();
        chunkRecords = (int) Math.max(1, Math.min(CHUNK_RECORDS_MAX, (long) CHUNK_BYTES * chunk.size() / bytes.length));
        chunk.clear();
    }

    private void write(Frame frame) {
        byte[] header = frame.header();
        headers.update(header);
        file.write(header);
        file.write(frame.bytes());
    }
}
