package dev.sluice.file;

import dev.sluice.error.CodecException;
import dev.sluice.storage.Location;
import dev.sluice.storage.RecordCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object file frame by frame; holds one frame and no open file. What is damaged, cut off or goes on behind the
 * end is found before its records are given. For one thread.
 */
public final class ObjectReader<T> implements Iterator<T> {
    private final Location file;
    private final RecordCodec codec;
    private final CRC32C headers = new CRC32C();
    private Iterator<@Nullable Object> chunk = List.<@Nullable Object>of().iterator();
    private long offset;
    private int frames;
    private long records;
    private boolean ended;

    /** A reader from the beginning of a file. */
    public ObjectReader(Location file, RecordCodec codec) {
        this.file = file;
        this.codec = codec;
        byte[] header = read(Frame.FILE_HEADER.length, "the beginning");
        if (!Arrays.equals(header, Frame.FILE_HEADER)) {
            throw new CodecException("'" + file
                    + "' is no object file of this version; read files that saveAsObjectFiles wrote,"
                    + " and text with textFile");
        }
    }

    /**
     * Whether another record follows.
     *
     * @throws CodecException if the file is damaged here
     */
    @Override
    public boolean hasNext() {
        while (!chunk.hasNext() && !ended) {
            readFrame();
        }
        return chunk.hasNext();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the caller says what the records are; null for who wrote null
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return (T) chunk.next();
    }

    private void readFrame() {
        long start = offset;
        byte[] header = read(Frame.HEADER_BYTES, "a frame");
        ByteBuffer fields = ByteBuffer.wrap(header);
        int sequence = fields.getInt();
        int count = fields.getInt();
        int length = fields.getInt();
        require(sequence == frames + 1 && count >= 0 && length > 0, start, "no frame begins there");
        byte[] bytes = read(length, "a frame");
        require(fields.getInt() == Frame.checksum(header, bytes), start, "the checksum is wrong");
        if (count == 0) {
            end(start, bytes);
            return;
        }
        headers.update(header);
        frames++;
        records += count;
        List<@Nullable Object> values = decode(bytes);
        require(values.size() == count, start, "it says " + count + " records but holds " + values.size());
        chunk = values.iterator();
    }

    private List<@Nullable Object> decode(byte[] bytes) {
        try {
            return codec.decodeAll(ByteBuffer.wrap(bytes));
        } catch (CodecException e) {
            throw e.during("reading '" + file + "'");
        }
    }

    private void end(long start, byte[] bytes) {
        require(bytes.length == Frame.END_BYTES, start, "no frame begins there");
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        require(fields.getLong() == records, start, "records are missing before it");
        require(fields.getInt() == (int) headers.getValue(), start, "frames of another file are before it");
        require(file.storage().read(file.path(), offset, 1).length == 0, offset, "something follows the end");
        ended = true;
    }

    private byte[] read(int length, String what) {
        byte[] bytes = file.storage().read(file.path(), offset, length);
        require(bytes.length == length, offset, "it ends within " + what);
        offset += length;
        return bytes;
    }

    private void require(boolean holds, long at, String otherwise) {
        if (!holds) {
            throw new CodecException("'" + file + "' is damaged at byte " + at + ": " + otherwise
                    + "; bring the file back from a copy, or write it again");
        }
    }
}
