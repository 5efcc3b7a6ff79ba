package dev.sluice.batch;

import dev.sluice.data.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an output operation would get of a batch that is run again.
 *
 * @param output the number of the operation, in order of definition
 * @param operation what it is, with the program line
 * @param partitions all of them, in order
 */
public record ReplayedOutput(Batch batch, int output, String operation, List<Part> partitions) {
    /** An output with a copy of the list. */
    public ReplayedOutput {
        partitions = List.copyOf(partitions);
    }

    /** How many records there are. */
    public long records() {
        return partitions.stream().mapToLong(Part::records).sum();
    }

    /**
     * A partition.
     *
     * @param records how many it has
     * @param first its first records, as many as were asked for; may hold nulls
     */
    public record Part(long records, List<Object> first) {
        /** A partition with a copy of the list. */
        public Part {
            first = Collections.unmodifiableList(new ArrayList<>(first));
        }
    }
}
