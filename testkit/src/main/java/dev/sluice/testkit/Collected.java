package dev.sluice.testkit;

import dev.sluice.data.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What came out of a stream, by batch. A batch that was run again counts once, as it was run last. Thread-safe. */
public final class Collected<T> {
    private final TreeMap<Long, Entry<T>> entries = new TreeMap<>();

    /**
     * What came out in one batch.
     *
     * @param records in the order of the partitions
     */
    public record Entry<T>(Batch batch, List<T> records) {}

    Collected() {}

    synchronized void add(Batch batch, List<T> records) {
        entries.put(batch.id(), new Entry<>(batch, List.copyOf(records)));
    }

    /** All that came out, in the order of the batches; a batch that ended no slide of the stream is left out. */
    public synchronized List<Entry<T>> entries() {
        return List.copyOf(entries.values());
    }

    /** The records of each batch in which something was given, in order. */
    public List<List<T>> batches() {
        return entries().stream().map(Entry::records).toList();
    }

    /** The records of the batch with this id, counted from 1; empty where the stream gave nothing. */
    public synchronized Optional<List<T>> batch(long id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::records);
    }

    /** The records of all batches, in order. */
    public List<T> all() {
        List<T> all = new ArrayList<>();
        entries().forEach(entry -> all.addAll(entry.records()));
        return all;
    }

    /** The records of the last batch in which something was given; none before the first. */
    public synchronized List<T> last() {
        return entries.isEmpty() ? List.of() : entries.lastEntry().getValue().records();
    }

    @Override
    public String toString() {
        return batches().toString();
    }
}
