package dev.sluice.engine.spark;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts, in the driver, second attempts that came in first, and sees attempts end that were given up. */
public final class Attempts extends SparkListener {
    private static final int PATIENCE_SECONDS = 60;
    private static final AtomicInteger SECOND = new AtomicInteger();
    private static final Semaphore GIVEN_UP = new Semaphore(0);

    /** Made by Spark, which is given its name. */
    public Attempts() {}

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskInfo().speculative() && end.taskInfo().successful()) {
            SECOND.incrementAndGet();
        }
        if (end.reason() instanceof TaskKilled) {
            GIVEN_UP.release();
        }
    }

    /** How many second attempts came in first. */
    static int second() {
        return SECOND.get();
    }

    /** From now on ends are waited for. */
    static void forgetGivenUp() {
        GIVEN_UP.drainPermits();
    }

    /** Waits until an attempt ends that was given up; whether one did. */
    static boolean awaitGivenUp() throws InterruptedException {
        return GIVEN_UP.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
