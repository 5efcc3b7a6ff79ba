package dev.sluice.journal;

import java.nio.ByteBuffer;

/**
 * What is said of a part of a block before its records. A block is one part, unless it is too long for a frame.
 *
 * @param id counts from 1 in each input
 * @param batch the batch that it came from and stands or falls with; {@link #NO_BATCH} for none
 * @param records how many there are in the block
 * @param first the number of the part's first record in the block
 * @param partRecords how many there are in the part
 */
record BlockRecord(String input, long id, long batch, int records, int first, int partRecords) {
    static final long NO_BATCH = 0;

    /** Whether the block is complete with this part. */
    boolean isLast() {
        return first + partRecords == records;
    }

    byte[] encode(byte[] content) {
        return new FieldWriter()
                .text(input)
                .number(id)
                .number(batch)
                .number(records)
                .number(first)
                .number(partRecords)
                .toBytes(content);
    }

    static BlockRecord decode(byte[] bytes, String what) {
        return read(new FieldReader(bytes, what));
    }

    /** The encoded records. */
    static ByteBuffer content(byte[] bytes, String what) {
        FieldReader in = new FieldReader(bytes, what);
        BlockRecord ignored = read(in);
        return in.rest();
    }

    private static BlockRecord read(FieldReader in) {
        return new BlockRecord(in.text(), in.number(), in.number(), in.count(), in.count(), in.count());
    }
}
