package dev.sluice.event;

import java.util.List;

/**
 * What a batch reads from one input stream.
 *
 * @param streamId the stream's number, in order of definition
 * @param name the stream's name, for example {@code socket localhost:9999}
 * @param records the number of records, the most there can be where the source only knows that, or -1
 * @param range what exactly is read, for people: positions, blocks or files
 * @param partitions how far the partitions of the source are, where it has some and tells
 */
public record InputInfo(int streamId, String name, long records, String range, List<PartitionInfo> partitions) {
    /** With a copy of the partitions. */
    public InputInfo {
        partitions = List.copyOf(partitions);
    }

    /** Of a source that tells of no partitions. */
    public InputInfo(int streamId, String name, long records, String range) {
        this(streamId, name, records, range, List.of());
    }
}
