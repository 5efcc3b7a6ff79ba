package dev.sluice.data;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * One batch of a run. A batch is named by its id, never by its time; a batch that is run again has the same id, time
 * and seed as the first time.
 *
 * @param id counts from 1, without gaps
 * @param time the end of the batch's interval; a multiple of the interval since the epoch
 * @param interval the batch interval
 * @param seed for anything random that a function needs: the same at every run of this batch
 */
public record Batch(long id, Instant time, Duration interval, long seed) implements Serializable {
    /** The batch time in milliseconds since the epoch; where intervals are shorter, several batches have the same. */
    public long timeMillis() {
        return time.toEpochMilli();
    }
}
