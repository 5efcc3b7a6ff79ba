package dev.sluice.benchmarks;

import dev.sluice.data.KeyValue;
import java.util.List;

/** One way to count records by key, from batch to batch. */
interface StateContender<K> {
    /** The records in the form in which a batch takes them; not timed. */
    default List<?> prepare(List<KeyValue<K, Long>> records) {
        return records;
    }

    /** Counts the records of a batch, each as often as its value says. */
    void batch(long id, List<?> records) throws Exception;

    /** The sum of all counts. */
    long sum() throws Exception;
}
