package dev.sluice.hadoop;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that nobody interrupts: Hadoop's client gives up what it does, and closes its sockets, when its thread is. */
final class Worker {
    private static final int IDLE_SECONDS = 30;
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Worker::thread);

    private Worker() {}

    /** Runs it in a thread of its own and waits for the end; an interrupt meanwhile is left pending. */
    static <T> T run(Call<T> call) throws IOException {
        Future<T> result = THREADS.submit(call::run);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrapped(Objects.requireNonNullElse(e.getCause(), e));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException unwrapped(Throwable thrown) {
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof IOException failure ? failure : new IOException(thrown);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sluice-hdfs-" + NUMBERS.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(Worker.class.getClassLoader());
        return thread;
    }
}
