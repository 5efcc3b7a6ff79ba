package dev.sluice.file;

import dev.sluice.error.CodecException;
import dev.sluice.storage.Location;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads the frames of an object file, each checked; holds no open file. For one thread. */
final class FrameReader {
    private final Location file;
    private final CRC32C headers = new CRC32C();
    private long offset;
    private int frames;
    private long records;
    private boolean ended;

    FrameReader(Location file) {
        this.file = file;
        byte[] header = read(Frame.FILE_HEADER.length, "the beginning");
        if (!Arrays.equals(header, Frame.FILE_HEADER)) {
            throw new CodecException("'" + file
                    + "' is no object file of this version; read files that saveAsObjectFiles wrote,"
                    + " and text with textFile");
        }
    }

    /** The next frame; null behind the last. */
    @Nullable
    Frame next() {
        return ended ? null : read();
    }

    /** Where the next frame begins. */
    long offset() {
        return offset;
    }

    CodecException damaged(long at, String reason) {
        return new CodecException("'" + file + "' is damaged at byte " + at + ": " + reason
                + "; bring the file back from a copy, or write it again");
    }

    private @Nullable Frame read() {
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
            return null;
        }
        headers.update(header);
        frames++;
        records += count;
        return new Frame(sequence, count, bytes);
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
            throw damaged(at, otherwise);
        }
    }
}
