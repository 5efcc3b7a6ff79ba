package dev.sluice.journal;

import java.util.List;

/**
 * What is written of records that a batch is run without.
 *
 * @param found what is told of them, encoded
 */
record LeftOutRecord(long batch, List<Long> numbers, byte[] found) {
    byte[] encode() {
        FieldWriter out = new FieldWriter().number(batch);
        out.all(numbers, out::number);
        return out.bytes(found).toBytes();
    }

    static LeftOutRecord decode(byte[] bytes, String what) {
        FieldReader in = new FieldReader(bytes, what);
        LeftOutRecord leftOut = new LeftOutRecord(in.number(), in.all(in::number), in.bytes());
        in.end();
        return leftOut;
    }
}
