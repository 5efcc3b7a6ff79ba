package dev.sluice.event;

/**
 * How far a batch reads one partition of a source.
 *
 * @param name the partition's, for example {@code orders-3}
 * @param from the position of the first record
 * @param to the position behind the last
 * @param end behind the last record that was there when the batch was planned; -1 where it is not known any more
 */
public record PartitionInfo(String name, long from, long to, long end) {
    /** How many positions are left for later batches; -1 where that is not known. */
    public long lag() {
        return end < 0 ? -1 : end - to;
    }
}
