package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.event.ReceiverInfo;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events on to every listener; one that throws does not disturb the others. Thread-safe. */
public final class Listeners implements StreamingListener {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final ThreadLocal<Boolean> telling = new ThreadLocal<>();
    private final List<StreamingListener> all = new CopyOnWriteArrayList<>();

    /** Adds a listener. */
    public void add(StreamingListener listener) {
        all.add(listener);
    }

    /** Removes a listener; without effect where it was not added. */
    public void remove(StreamingListener listener) {
        all.remove(listener);
    }

    /** Whether there is anyone to tell; who asks first need not make what nobody sees. */
    boolean isAny() {
        return !all.isEmpty();
    }

    @Override
    public void onStreamingStarted() {
        tell(StreamingListener::onStreamingStarted);
    }

    @Override
    public void onRecovered(RecoveryReport report) {
        tell(listener -> listener.onRecovered(report));
    }

    @Override
    public void onStreamingStopped() {
        tell(StreamingListener::onStreamingStopped);
    }

    @Override
    public void onBatchSubmitted(BatchInfo batch) {
        tell(listener -> listener.onBatchSubmitted(batch));
    }

    @Override
    public void onBatchStarted(BatchInfo batch) {
        tell(listener -> listener.onBatchStarted(batch));
    }

    @Override
    public void onBatchStuck(Batch batch, String stacks) {
        tell(listener -> listener.onBatchStuck(batch, stacks));
    }

    @Override
    public void onBatchCompleted(BatchInfo batch) {
        tell(listener -> listener.onBatchCompleted(batch));
    }

    @Override
    public void onOutputOperationStarted(OutputInfo output) {
        tell(listener -> listener.onOutputOperationStarted(output));
    }

    @Override
    public void onOutputOperationCompleted(OutputInfo output) {
        tell(listener -> listener.onOutputOperationCompleted(output));
    }

    @Override
    public void onReceiverStarted(ReceiverInfo receiver) {
        tell(listener -> listener.onReceiverStarted(receiver));
    }

    @Override
    public void onReceiverError(ReceiverInfo receiver) {
        tell(listener -> listener.onReceiverError(receiver));
    }

    @Override
    public void onReceiverStopped(ReceiverInfo receiver) {
        tell(listener -> listener.onReceiverStopped(receiver));
    }

    @Override
    public void onRecordQuarantined(QuarantinedRecord record) {
        tell(listener -> listener.onRecordQuarantined(record));
    }

    /** Whether the calling thread is inside a listener, which must not wait for the stop. */
    public boolean isTelling() {
        return Boolean.TRUE.equals(telling.get());
    }

    private void tell(Consumer<StreamingListener> event) {
        if (all.isEmpty()) {
            return;
        }
        telling.set(true);
        try {
            all.forEach(listener -> tell(listener, event));
        } finally {
            telling.remove();
        }
    }

    private static void tell(StreamingListener listener, Consumer<StreamingListener> event) {
        try {
            event.accept(listener);
        } catch (Throwable thrown) {
            LOG.warn("listener {} threw and is otherwise ignored", listener, thrown);
        }
    }
}
