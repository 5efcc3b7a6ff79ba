package dev.sluice.testkit;

import dev.sluice.event.BatchInfo;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.event.ReceiverInfo;
import dev.sluice.event.StreamingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A listener that remembers everything it is told, in order. Thread-safe. */
public final class RecordedEvents implements StreamingListener {
    private final List<String> lines = new ArrayList<>();
    private final List<BatchInfo> batches = new ArrayList<>();
    private final List<OutputInfo> outputs = new ArrayList<>();
    private final List<ReceiverInfo> receivers = new ArrayList<>();
    private final List<QuarantinedRecord> quarantined = new ArrayList<>();

    /** A listener that was told nothing yet. */
    public RecordedEvents() {}

    /** Each event as a line, for example {@code output 0 of batch 1 completed}. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The batches that ended, well or with a failure. */
    public synchronized List<BatchInfo> batches() {
        return List.copyOf(batches);
    }

    /** The runs of output operations that ended, well or with a failure. */
    public synchronized List<OutputInfo> outputs() {
        return List.copyOf(outputs);
    }

    /** What was told of receivers. */
    public synchronized List<ReceiverInfo> receivers() {
        return List.copyOf(receivers);
    }

    /** The records that were left out. */
    public synchronized List<QuarantinedRecord> quarantined() {
        return List.copyOf(quarantined);
    }

    @Override
    public synchronized void onStreamingStarted() {
        lines.add("streaming started");
    }

    @Override
    public synchronized void onStreamingStopped() {
        lines.add("streaming stopped");
    }

    @Override
    public synchronized void onBatchSubmitted(BatchInfo batch) {
        lines.add("batch " + batch.batch().id() + " submitted");
    }

    @Override
    public synchronized void onBatchStarted(BatchInfo batch) {
        lines.add("batch " + batch.batch().id() + " started");
    }

    @Override
    public synchronized void onBatchCompleted(BatchInfo batch) {
        lines.add("batch " + batch.batch().id() + ended(batch.failure()));
        batches.add(batch);
    }

    @Override
    public synchronized void onOutputOperationStarted(OutputInfo output) {
        lines.add(name(output) + " started");
    }

    @Override
    public synchronized void onOutputOperationCompleted(OutputInfo output) {
        lines.add(name(output) + ended(output.failure()));
        outputs.add(output);
    }

    @Override
    public synchronized void onReceiverStarted(ReceiverInfo receiver) {
        lines.add("receiver " + receiver.streamId() + " started, start " + receiver.starts());
        receivers.add(receiver);
    }

    @Override
    public synchronized void onReceiverError(ReceiverInfo receiver) {
        lines.add("receiver " + receiver.streamId() + " error: " + receiver.message());
        receivers.add(receiver);
    }

    @Override
    public synchronized void onReceiverStopped(ReceiverInfo receiver) {
        lines.add("receiver " + receiver.streamId() + " stopped: " + receiver.message());
        receivers.add(receiver);
    }

    @Override
    public synchronized void onRecordQuarantined(QuarantinedRecord record) {
        quarantined.add(record);
        lines.add("record " + shown(record.record()) + " of batch "
                + record.batch().id() + " quarantined");
    }

    private static String shown(Object record) {
        try {
            return String.valueOf(record);
        } catch (RuntimeException unprintable) {
            return "(its toString threw " + unprintable + ")";
        }
    }

    private static String name(OutputInfo output) {
        return "output " + output.id() + " of batch " + output.batch().id();
    }

    private static String ended(Optional<Throwable> failure) {
        return failure.isPresent() ? " failed" : " completed";
    }
}
