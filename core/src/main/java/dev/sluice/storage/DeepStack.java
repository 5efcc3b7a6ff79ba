package dev.sluice.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A thread with a large stack, for the rare value that is nested too deeply for the caller's own. */
final class DeepStack {
    /** Reading gets more than writing, so that what could be written can be read. */
    static final long WRITING_BYTES = 64L << 20;

    static final long READING_BYTES = 512L << 20;

    private DeepStack() {}

    static boolean wasNeeded(Throwable failure) {
        return CodecFailure.find(failure, StackOverflowError.class) != null;
    }

    static <T> T call(long stackBytes, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> complete(result, work), "sluice-deep-value", stackBytes);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
        try {
            result.complete(work.get());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }
}
