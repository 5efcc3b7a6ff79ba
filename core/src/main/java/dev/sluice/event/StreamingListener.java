package dev.sluice.event;

import dev.sluice.data.Batch;

/**
 * Told what happens in a run. Calls come one after another, on the thread where the thing happened; a listener that
 * takes long delays batches, one that throws is logged and otherwise ignored. A call of {@code stop} from a listener
 * only asks for the stop.
 */
public interface StreamingListener {
    /** The context has started. */
    default void onStreamingStarted() {}

    /** The context goes on with what an earlier run left in its directory. */
    default void onRecovered(RecoveryReport report) {}

    /** The context has stopped. */
    default void onStreamingStopped() {}

    /** A batch is planned and waits for its turn. */
    default void onBatchSubmitted(BatchInfo batch) {}

    /** A batch begins to run. */
    default void onBatchStarted(BatchInfo batch) {}

    /**
     * A batch has been running for long, and goes on. Told once, on the thread of the ticks.
     *
     * @param stacks what the threads of the program are doing
     */
    default void onBatchStuck(Batch batch, String stacks) {}

    /** A batch has ended: committed, or failed for good. */
    default void onBatchCompleted(BatchInfo batch) {}

    /** An output operation begins. */
    default void onOutputOperationStarted(OutputInfo output) {}

    /** An output operation has ended, well or with a failure. */
    default void onOutputOperationCompleted(OutputInfo output) {}

    /** A receiver has started, for the first time or again. */
    default void onReceiverStarted(ReceiverInfo receiver) {}

    /** A receiver reported an error; it may go on or be restarted. */
    default void onReceiverError(ReceiverInfo receiver) {}

    /** A receiver has stopped. */
    default void onReceiverStopped(ReceiverInfo receiver) {}

    /** A record was left out because a function threw on it and the failure policy is to quarantine. */
    default void onRecordQuarantined(QuarantinedRecord record) {}
}
