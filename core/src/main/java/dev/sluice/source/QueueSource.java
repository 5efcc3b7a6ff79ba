package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Batches from a queue that the program fills, before the start and after it. A list is never cut, whatever its size; it
 * must not be changed once it is queued. The queue is read inside {@code synchronized (queue)}, so any queue will do if
 * the program adds to it likewise; one that is thread-safe needs no more.
 */
public final class QueueSource<T> implements InputFactory<T> {
    private final Queue<? extends List<T>> queue;
    private final boolean oneAtATime;
    private final List<T> whenEmpty;

    /**
     * A source that reads this queue.
     *
     * @param oneAtATime whether a batch reads one list, or all that wait
     * @param whenEmpty what a batch reads when nothing waits; copied
     */
    public QueueSource(Queue<? extends List<T>> queue, boolean oneAtATime, List<? extends T> whenEmpty) {
        this.queue = queue;
        this.oneAtATime = oneAtATime;
        this.whenEmpty = List.copyOf(whenEmpty);
    }

    @Override
    public Input<T> open(InputContext context) {
        return new QueueInput(context.engine().defaultParallelism());
    }

    private final class QueueInput implements Input<T> {
        private final int splitsMax;

        QueueInput(int splitsMax) {
            this.splitsMax = splitsMax;
        }

        @Override
        public void start() {}

        @Override
        public InputPlan<T> plan(Batch batch, long recordsMax) {
            List<T> records = next();
            return new InputPlan<>(
                    ListSplits.of(records, splitsMax), records.size(), records.size() + " records from the queue");
        }

        @Override
        public boolean isReady(Batch batch, long recordsMax) {
            return !whenEmpty.isEmpty() || waiting() > 0;
        }

        @Override
        public void forget(Batch batch) {}

        @Override
        public boolean stop(Duration timeout) {
            return true;
        }

        @Override
        public long waiting() {
            synchronized (queue) {
                return queue.stream().mapToLong(List::size).sum();
            }
        }
    }

    /** A list leaves the queue once it was found sound, so that a bad one is not lost but fails every batch. */
    private List<T> next() {
        synchronized (queue) {
            List<T> first = queue.peek();
            if (first == null) {
                return whenEmpty;
            }
            if (oneAtATime) {
                requireNoNull(first);
                queue.remove();
                return first;
            }
            return all();
        }
    }

    private List<T> all() {
        queue.forEach(QueueSource::requireNoNull);
        List<T> all = new ArrayList<>();
        for (List<T> next = queue.poll(); next != null; next = queue.poll()) {
            all.addAll(next);
        }
        return all;
    }

    private static void requireNoNull(List<?> records) {
        for (Object record : records) {
            if (record == null) {
                throw new SourceException("a queued batch of " + records.size()
                        + " records holds null; a record is never null: leave it out, or make it an Optional");
            }
        }
    }
}
