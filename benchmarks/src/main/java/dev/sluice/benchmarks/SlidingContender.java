package dev.sluice.benchmarks;

import dev.sluice.data.KeyValue;
import java.util.List;

/** One way to aggregate what keys have in the last slices of a stream. */
interface SlidingContender {
    /**
     * Moves the window on by a slice.
     *
     * @param partials what the keys have in the slice, each key once
     * @param gives whether what every key has in the window is wanted
     */
    void slide(long slice, List<KeyValue<Long, Long>> partials, boolean gives) throws Exception;

    /** The number of keys. */
    long size();

    /** What all keys have in the window, added up. */
    long sum() throws Exception;
}
