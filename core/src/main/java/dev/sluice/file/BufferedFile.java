package dev.sluice.file;

import dev.sluice.storage.AppendFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Gathers small pieces before they are appended to a file, and keeps account of them and of records. For one thread. */
final class BufferedFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final byte[] NEWLINE = {'\n'};

    private final AppendFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final CRC32C checksum = new CRC32C();
    private long records;
    private long sum;

    BufferedFile(AppendFile file) {
        this.file = file;
    }

    void write(byte[] bytes) {
        if (bytes.length > buffer.remaining()) {
            flush();
        }
        if (bytes.length > buffer.remaining()) {
            append(ByteBuffer.wrap(bytes));
        } else {
            buffer.put(bytes);
        }
    }

    /** Writes a record that is a line. */
    void writeLine(byte[] line) {
        records++;
        sum += RecordHash.of(line, line.length);
        write(line);
        write(NEWLINE);
    }

    /** Takes account of records that are written otherwise. */
    void count(Tally written) {
        records += written.records();
        sum += written.sum();
    }

    /**
     * Ends the file.
     *
     * @param synced whether its bytes must survive a power cut
     * @return what was written, under this name
     */
    Part end(String name, boolean synced) {
        flush();
        if (synced) {
            file.sync();
        }
        return new Part(name, file.size(), (int) checksum.getValue(), new Tally(records, sum));
    }

    @Override
    public void close() {
        file.close();
    }

    private void flush() {
        append(buffer.flip());
        buffer.clear();
    }

    private void append(ByteBuffer bytes) {
        checksum.update(bytes.duplicate());
        file.append(bytes);
    }
}
