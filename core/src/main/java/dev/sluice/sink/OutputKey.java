package dev.sluice.sink;

import dev.sluice.data.Batch;
import java.io.Serializable;

/**
 * What is written is known by the words for this key, and its partitions by {@link #partition}: the same at every run of
 * the batch, by whichever epoch, different for everything else. A program that begins anew counts its batches from 1
 * again, so the words hold the batch's time too.
 *
 * @param run who writes; programs that share a sink need different names
 * @param output the number of the output operation, in order of definition
 */
public record OutputKey(RunId run, Batch batch, int output) implements Serializable {
    /** The history that the batch is a part of. */
    public String job() {
        return run.job();
    }

    /** The epoch of the run that writes; no part of the words. */
    public long epoch() {
        return run.epoch();
    }

    /** The key of one partition in words, for example {@code word-count/17-1763800000000/0/3}. */
    public String partition(int partition) {
        return this + "/" + partition;
    }

    /** The key in words, for example {@code word-count/17-1763800000000/0}. */
    @Override
    public String toString() {
        return job() + "/" + batch.id() + "-" + batch.timeMillis() + "/" + output;
    }
}
