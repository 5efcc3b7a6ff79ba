package dev.sluice.intake;

import dev.sluice.source.Receiver;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver that a test finds again after it was copied and started. */
final class CopiedReceiver extends Receiver<Object> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger TOKENS = new AtomicInteger();
    private static final Map<Integer, BlockingQueue<CopiedReceiver>> STARTED = new ConcurrentHashMap<>();

    private final int token = TOKENS.incrementAndGet();
    private transient volatile boolean stopped;

    CopiedReceiver() {
        STARTED.put(token, new LinkedBlockingQueue<>());
    }

    @Override
    public void onStart() {
        STARTED.get(token).add(this);
    }

    @Override
    public void onStop() {
        stopped = true;
    }

    boolean wasStopped() {
        return stopped;
    }

    /** The copy that is started next. */
    CopiedReceiver awaitCopy() {
        try {
            CopiedReceiver copy = STARTED.get(token).poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (copy == null) {
                throw new AssertionError("no copy is started");
            }
            return copy;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public String toString() {
        return "copied";
    }
}
