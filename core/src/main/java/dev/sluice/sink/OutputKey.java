package dev.sluice.sink;

import dev.sluice.data.Batch;
import java.io.Serializable;

/**
 * What is written is known by this key, and its partitions by {@link #partition}: the same at every run of the batch,
 * different for everything else. A program that begins anew counts its batches from 1 again, so the words for a key hold
 * the batch's time too.
 *
 * @param job the name of the program; programs that share a sink need different ones
 * @param output the number of the output operation, in order of definition
 */
public record OutputKey(String job, Batch batch, int output) implements Serializable {
    /** The key of one partition in words, for example {@code word-count/17-1763800000000/0/3}. */
    public String partition(int partition) {
        return this + "/" + partition;
    }

    /** The key in words, for example {@code word-count/17-1763800000000/0}. */
    @Override
    public String toString() {
        return job + "/" + batch.id() + "-" + batch.timeMillis() + "/" + output;
    }
}
