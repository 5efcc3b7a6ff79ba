package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Records that the program pushes from its own threads. Each push gives a future of the batch that committed the last of
 * its records: what completes has had its effect and need not be pushed again. The future fails when the stream ends
 * before that.
 *
 * <p>A push waits while the most records that may wait for a batch do so; before the stream has started that is a
 * million. Thread-safe. Feeds one stream.
 */
public final class PushSource<T> implements InputFactory<T> {
    private final PushBuffer<T> buffer = new PushBuffer<>(InputLimits.DEFAULT.bufferedRecordsMax());

    /**
     * Pushes records, in order and together.
     *
     * @return completes with the batch that committed the last of them, on a thread of the common pool
     * @throws dev.sluice.error.ReceiverStoppedException if none of them was taken because the stream has stopped or the
     *     waiting thread was interrupted; the interrupt is left pending
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final CompletableFuture<Batch> push(T... records) {
        return pushAll(Arrays.stream(records).toList());
    }

    /** Pushes at least one record, see {@link #push}; the collection is copied. */
    public CompletableFuture<Batch> pushAll(Collection<? extends T> records) {
        List<T> copy = new ArrayList<>(records);
        if (copy.isEmpty() || copy.contains(null)) {
            throw new SourceException("a push must have at least one record and no null, but was " + copy);
        }
        return buffer.push(copy);
    }

    @Override
    public Input<T> open(InputContext context) {
        return new PushInput<>(buffer, context);
    }
}
