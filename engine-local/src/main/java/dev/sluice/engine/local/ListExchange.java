package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Records exchanged as they are.
 *
 * @param sources what each source partition sent, in the order of the partitions
 */
record ListExchange<K, V>(List<Lists<K, V>> sources) implements Exchange<K, V> {
    @Override
    public Records<KeyValue<K, V>> read(int target, Job job) {
        List<ChunkedRecords<KeyValue<K, V>>> sent = new ArrayList<>(sources.size());
        for (Lists<K, V> source : sources) {
            ChunkedRecords<KeyValue<K, V>> records = source.sentTo(target);
            if (records != null) {
                sent.add(records);
            }
        }
        return new ChainedRecords<>(sent);
    }

    @Override
    public long size(int target) {
        long size = 0;
        for (Lists<K, V> source : sources) {
            ChunkedRecords<?> records = source.sentTo(target);
            size += records == null ? 0 : records.size();
        }
        return size;
    }
}
