package dev.sluice.engine.local;

import dev.sluice.error.IllegalLifecycleException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs on the calling thread together with daemon threads that sleep while there is nothing to do. A thread is started
 * when there is first something for it. Thread-safe.
 */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final Tuning tuning;
    private final List<Thread> threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private final Condition left = lock.newCondition();
    private final Queue<Offer> offers = new ArrayDeque<>();
    private int started;
    private int startable;
    private boolean closed;

    /** A job that threads may join; all fields are guarded by the lock. */
    private static final class Offer {
        private final Job job;
        private int helpers;

        Offer(Job job) {
            this.job = job;
        }
    }

    private Workers(String name, int helpers, Tuning tuning) {
        this.tuning = tuning;
        this.threads = IntStream.rangeClosed(1, helpers)
                .mapToObj(i -> new Thread(this::help, "sluice-" + name + "-worker-" + i))
                .toList();
        this.startable = helpers;
    }

    /** So many threads, at most, to help the callers. */
    static Workers start(String name, int helpers, Tuning tuning) {
        Workers workers = new Workers(name, helpers, tuning);
        for (Thread thread : workers.threads) {
            thread.setDaemon(true);
        }
        return workers;
    }

    /**
     * Runs all partitions of the job; the calling thread takes part. Returns once no thread works on it any more.
     *
     * @param records how many records the job reads, or {@link Volume#UNKNOWN}
     */
    void run(Job job, long records) {
        if (threads.isEmpty() || job.size() < 2) {
            job.runAll();
        } else if (records != Volume.UNKNOWN && records < tuning.inlineRecordsMax()) {
            runInline(job);
        } else {
            share(job);
        }
        job.throwFailure();
    }

    private void runInline(Job job) {
        long start = tuning.nanoTime().getAsLong();
        while (job.hasMore()) {
            job.runNext();
            if (job.hasMore() && tuning.nanoTime().getAsLong() - start > tuning.inlineNanosMax()) {
                share(job);
            }
        }
    }

    private void share(Job job) {
        Offer offer = offer(job);
        try {
            job.runAll();
        } finally {
            withdraw(offer);
        }
    }

    private Offer offer(Job job) {
        Offer offer = new Offer(job);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalLifecycleException("the engine is closed: no more jobs can run");
            }
            offers.add(offer);
            int helpers = Math.min(threads.size(), job.size() - 1);
            startUpTo(helpers);
            for (int i = helpers; i > 0; i--) {
                offered.signal();
            }
        } finally {
            lock.unlock();
        }
        return offer;
    }

    /** Where the system gives no more threads, those that there are do all the work. */
    private void startUpTo(int helpers) {
        try {
            while (started < Math.min(helpers, startable)) {
                threads.get(started).start();
                started++;
            }
        } catch (OutOfMemoryError noThread) {
            startable = started;
            LOG.warn(
                    "{} of {} workers could be started; batches run without the others",
                    started,
                    threads.size(),
                    noThread);
        }
    }

    private void withdraw(Offer offer) {
        boolean interrupted = false;
        lock.lock();
        try {
            offers.remove(offer);
            while (offer.helpers > 0) {
                try {
                    left.await();
                } catch (InterruptedException interruption) {
                    interrupted = true;
                    offer.job.callerWasInterrupted();
                }
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void help() {
        for (Offer offer = join(); offer != null; offer = join()) {
            try {
                offer.job.runAll();
            } finally {
                leave(offer);
            }
        }
    }

    /** Waits for a job with partitions left; null once closed. */
    private @Nullable Offer join() {
        lock.lock();
        try {
            while (!closed) {
                Offer offer = offers.peek();
                if (offer == null) {
                    offered.awaitUninterruptibly();
                } else if (offer.job.hasMore()) {
                    offer.helpers++;
                    return offer;
                } else {
                    offers.remove();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Offer offer) {
        Thread.interrupted();
        lock.lock();
        try {
            offer.helpers--;
            if (offer.helpers == 0) {
                left.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads once they have left the jobs they are at. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            offered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<Thread> threads() {
        return threads;
    }

    /** The number of jobs that threads may join; for tests of what is left behind. */
    int offers() {
        lock.lock();
        try {
            return offers.size();
        } finally {
            lock.unlock();
        }
    }
}
