package dev.sluice.journal;

import dev.sluice.source.RecordLog.Range;
import java.util.List;

/**
 * What a batch read from one input.
 *
 * @param input the id of the input
 * @param records how many, or -1 where it is not known
 * @param reading the encoded value from which the input plans the batch again; empty for an input that had no part
 * @param ranges the blocks of the input's log that are read by it
 */
record InputReading(String input, long records, byte[] reading, List<Range> ranges) {
    InputReading {
        ranges = List.copyOf(ranges);
    }

    void write(FieldWriter out) {
        out.text(input).number(records).bytes(reading);
        out.all(ranges, range -> out.number(range.block()).number(range.from()).number(range.to()));
    }

    static InputReading read(FieldReader in) {
        return new InputReading(
                in.text(), in.number(), in.bytes(), in.all(() -> new Range(in.number(), in.count(), in.count())));
    }
}
