package dev.sluice.file;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The frames of an object file.
 *
 * <pre>
 *   file    "SLUICEOB", version (4)   frame 1 … frame n   end frame
 *   frame   sequence (4)  records (4)  length (4)  checksum (4)   length bytes: a chunk of records
 *   end     sequence (4)  0            12          checksum (4)   records of the file (8), checksum of all headers (4)
 * </pre>
 *
 * Numbers are big-endian. A frame's checksum is the CRC32C of its header so far and its bytes; the last checksum, over
 * the headers, is that of the file. Sequences start at 1, so zeros are never a frame.
 *
 * @param records zero for the end
 */
record Frame(int sequence, int records, byte[] bytes) {
    static final byte[] FILE_HEADER = {'S', 'L', 'U', 'I', 'C', 'E', 'O', 'B', 0, 0, 0, 1};
    static final int HEADER_BYTES = 16;
    static final int END_BYTES = 12;

    private static final int CHECKED_HEADER_BYTES = 12;

    static Frame end(int sequence, long records, int headersChecksum) {
        ByteBuffer bytes = ByteBuffer.allocate(END_BYTES).putLong(records).putInt(headersChecksum);
        return new Frame(sequence, 0, bytes.array());
    }

    byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                .putInt(sequence)
                .putInt(records)
                .putInt(bytes.length);
        return header.putInt(checksum(header.array(), bytes)).array();
    }

    static int checksum(byte[] header, byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(header, 0, CHECKED_HEADER_BYTES);
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}
