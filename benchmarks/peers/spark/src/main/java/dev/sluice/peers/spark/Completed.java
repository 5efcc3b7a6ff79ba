package dev.sluice.peers.spark;

import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;

/** Tells the schedule of every batch that has ended. */
record Completed(Schedule schedule) implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
        long processingMillis = (Long) completed.batchInfo().processingDelay().get();
        schedule.finished(completed.batchInfo().batchTime().milliseconds(), processingMillis);
    }
}
