package dev.sluice.engine.spark;

import dev.sluice.error.JobCancelledException;
import dev.sluice.plan.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;

/**
 * Runs the Spark jobs of a group, so that they can be cancelled. Spark tells jobs apart by properties of the thread that
 * starts them; these are set for the time of a job and then are what they were before. Thread-safe.
 */
final class Jobs {
    private static final String GROUP = "spark.jobGroup.id";
    private static final String DESCRIPTION = "spark.job.description";
    private static final String INTERRUPT = "spark.job.interruptOnCancel";

    private static final String SITE = "callSite.short";
    private static final String SITE_WITH_CALLERS = "callSite.long";

    private final SparkContext context;
    private final String name;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    Jobs(SparkContext context, String name) {
        this.context = context;
        this.name = name;
    }

    /** Throws if the group is cancelled. */
    void check() {
        if (cancelled) {
            throw new JobCancelledException(name);
        }
    }

    /** Works for this program line, which RDDs and jobs are named by; Spark would walk the stack for each of them. */
    <T> T at(Origin origin, Supplier<T> work) {
        String line = origin.toString();
        return LocalProperties.with(context, Map.of(SITE, line, SITE_WITH_CALLERS, line), work);
    }

    /** The only element of each of these partitions. Blocks; a caller that is interrupted cancels the job. */
    <T> List<T> run(RDD<T> rdd, List<Integer> partitions) {
        String job = name + " " + UUID.randomUUID();
        running.add(job);
        try {
            return LocalProperties.with(context, Map.of(GROUP, job, DESCRIPTION, name, INTERRUPT, "false"), () -> {
                check();
                return Spark.first(rdd, partitions);
            });
        } catch (Throwable thrown) {
            if (cancelled || isInterruption(thrown)) {
                cancel(job);
                throw cancelledBy(thrown);
            }
            throw thrown;
        } finally {
            running.remove(job);
        }
    }

    /** Spark's Scala throws what Java does not expect there. */
    private static boolean isInterruption(Throwable thrown) {
        return thrown instanceof InterruptedException;
    }

    private JobCancelledException cancelledBy(Throwable thrown) {
        if (isInterruption(thrown)) {
            Thread.currentThread().interrupt();
        }
        JobCancelledException failure = new JobCancelledException(name);
        failure.addSuppressed(thrown);
        return failure;
    }

    void cancel() {
        cancelled = true;
        running.forEach(this::cancel);
    }

    /** A job that does not run yet is cancelled when it begins. */
    private void cancel(String job) {
        if (!context.isStopped()) {
            context.cancelJobGroupAndFutureJobs(job);
        }
    }
}
