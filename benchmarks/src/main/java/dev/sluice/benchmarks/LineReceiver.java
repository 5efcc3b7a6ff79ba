package dev.sluice.benchmarks;

import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.source.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Stores the same lines again and again, as fast as there is room: in blocks, or one by one. */
final class LineReceiver extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;
    private final int blockLines;
    private final AtomicBoolean halted;
    private final AtomicLong stored = new AtomicLong();

    /**
     * A receiver of lines that are there already, so that making them costs nothing.
     *
     * @param blockLines how many are stored at once; 1 for one by one without a promise
     */
    LineReceiver(List<String> lines, int blockLines, AtomicBoolean halted) {
        this.lines = lines;
        this.blockLines = blockLines;
        this.halted = halted;
    }

    /** How many lines were stored. */
    long stored() {
        return stored.get();
    }

    @Override
    public void onStart() {
        Thread thread = new Thread(this::receive, "lines");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onStop() {
        halted.set(true);
    }

    private void receive() {
        int next = 0;
        try {
            while (!halted.get() && !isStopped()) {
                next = blockLines == 1 ? storeOne(next) : storeBlock(next);
            }
        } catch (ReceiverStoppedException stopped) {
            halted.set(true);
        }
    }

    private int storeOne(int next) {
        store(lines.get(next));
        stored.incrementAndGet();
        return next + 1 == lines.size() ? 0 : next + 1;
    }

    private int storeBlock(int next) {
        List<String> block = new ArrayList<>(lines.subList(next, Math.min(lines.size(), next + blockLines)));
        store(block);
        stored.addAndGet(block.size());
        return next + block.size() == lines.size() ? 0 : next + block.size();
    }
}
