package dev.sluice.journal;

import java.util.List;

/**
 * Records that a batch could not be run with, found after it was planned: it is run without them, whoever runs it.
 *
 * @param numbers of the records, in the order of the inputs and their splits, from 0; after another such finding, among
 *     the records that are left
 * @param found what is told of them, to be stored
 */
public record LeftOut(List<Long> numbers, List<Object> found) {
    /** A finding with copies of the lists. */
    public LeftOut {
        numbers = List.copyOf(numbers);
        found = List.copyOf(found);
    }
}
