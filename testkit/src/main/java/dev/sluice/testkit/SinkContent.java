package dev.sluice.testkit;

import dev.sluice.sink.OutputKey;
import dev.sluice.testkit.CollectingSink.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a sink was given: staged by receipt, published by batch. Thread-safe. */
final class SinkContent<T> {
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, List<T>> staged = new LinkedHashMap<>();
    private final TreeMap<Long, List<T>> published = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private long receipts;

    private record Failure(long batch, Call call) {}

    synchronized void failOnce(long batch, Call call) {
        failures.add(new Failure(batch, call));
    }

    synchronized void called(long batch, Call call) {
        if (failures.remove(new Failure(batch, call))) {
            throw new IllegalStateException("the test made " + call + " fail in batch " + batch);
        }
    }

    synchronized String stage(OutputKey key, int partition, List<T> records) {
        receipts++;
        String receipt = key.partition(partition) + " receipt " + receipts;
        staged.put(receipt, List.copyOf(records));
        return receipt;
    }

    synchronized void publish(OutputKey key, List<String> receiptsOfPartitions) {
        List<T> records = new ArrayList<>();
        for (String receipt : receiptsOfPartitions) {
            List<T> part = receipt.startsWith(key + "/") ? staged.remove(receipt) : null;
            if (part == null) {
                throw new AssertionError(
                        "batch " + key + " publishes \"" + receipt + "\", which was not staged for it");
            }
            records.addAll(part);
        }
        List<T> before = published.put(key.batch().id(), List.copyOf(records));
        if (before != null && !before.equals(records)) {
            throw new AssertionError("batch " + key + " was published with " + before + " and again with " + records
                    + "; a batch that is run again must give the same records");
        }
        log.add("published " + key);
    }

    synchronized void abandon(OutputKey key) {
        staged.keySet().removeIf(receipt -> receipt.startsWith(key + "/"));
        log.add("abandoned " + key);
    }

    synchronized List<List<T>> published() {
        return List.copyOf(published.values());
    }

    synchronized List<String> log() {
        return List.copyOf(log);
    }
}
