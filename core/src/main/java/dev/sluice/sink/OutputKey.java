package dev.sluice.sink;

import dev.sluice.data.Batch;
import java.io.Serializable;

/**
 * What is written is known by this key, and its partitions by {@link #partition}: the same at every run of the batch,
 * different for everything else.
 *
 * @param job the name of the program
 * @param output the number of the output operation, in order of definition
 */
public record OutputKey(String job, Batch batch, int output) implements Serializable {
    /** The key of one partition in words, for example {@code word-count/17/0/3}. */
    public String partition(int partition) {
        return this + "/" + partition;
    }

    /** The key in words, for example {@code word-count/17/0}. */
    @Override
    public String toString() {
        return job + "/" + batch.id() + "/" + output;
    }
}
