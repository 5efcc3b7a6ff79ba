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
        List<List<KeyValue<K, V>>> lists = new ArrayList<>(sources.size());
        for (Lists<K, V> source : sources) {
            lists.add(source.sentTo(target));
        }
        return new ChainedRecords<>(lists);
    }

    @Override
    public long size(int target) {
        long size = 0;
        for (Lists<K, V> source : sources) {
            size += source.sentTo(target).size();
        }
        return size;
    }
}
