package dev.sluice.peers.spark;

import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;

/** Tells the schedule of every batch that has ended. */
record Completed(Schedule schedule) implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
        completed.batchInfo().outputOperationInfos().values().foreach(output -> {
            if (output.failureReason().isDefined()) {
                schedule.batches.failed(
                        new IllegalStateException(output.failureReason().get()));
            }
            return null;
        });
        long processingMillis = (Long) completed.batchInfo().processingDelay().get();
        schedule.finished(completed.batchInfo().batchTime().milliseconds(), processingMillis);
    }
}
