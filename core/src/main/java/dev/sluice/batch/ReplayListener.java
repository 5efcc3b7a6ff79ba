package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.QuarantinedRecord;

/** Is told what comes out of a {@link Replay}, on the thread that runs it, in order. */
public interface ReplayListener {
    /**
     * The batch is about to be run again.
     *
     * @param version the batch whose state was stored, from which on batches were computed again; 0 for the start
     */
    default void onBatch(Batch batch, long version) {}

    /** What an output would get; in the place of the output. Not told of outputs that only print. */
    default void onOutput(ReplayedOutput output) {}

    /** An output gets nothing: the batch ends no slide of its stream. */
    default void onOutputNotDue(Batch batch, int output, String operation) {}

    /** A record was left out because a function threw on it. */
    default void onRecordLeftOut(QuarantinedRecord record) {}
}
