package dev.sluice.kafka;

/**
 * What a batch reads of one partition, from an offset up to another.
 *
 * @param number the partition's
 * @param begin the first offset; behind the end of the batch before where records were skipped
 * @param end the first offset that is not read
 */
record Span(int number, long begin, long end) {
    /** The span behind it, without an offset. */
    Span behind() {
        return new Span(number, end, end);
    }

    long size() {
        return end - begin;
    }
}
