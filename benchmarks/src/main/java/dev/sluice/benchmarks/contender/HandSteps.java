package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Input;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;

/** Takes batch after batch with all threads at once, until the input is over. */
final class HandSteps implements HandContender.Loop {
    private static final long IDLE_NANOS = 50_000;

    private final Input<?> input;
    private final HandStep step;
    private final CyclicBarrier read = new CyclicBarrier(Input.SHARES);
    private final CyclicBarrier merged = new CyclicBarrier(Input.SHARES, this::plan);
    private long from;
    private long to;

    HandSteps(Input<?> input, HandStep step) {
        this.input = input;
        this.step = step;
    }

    private void plan() {
        from = to;
        to = input.nextBatch(from, step.most());
        while (to == from && !input.isOver(from)) {
            LockSupport.parkNanos(IDLE_NANOS);
            to = input.nextBatch(from, step.most());
        }
    }

    @Override
    public void run(int thread) throws Exception {
        merged.await();
        while (to > from) {
            step.read(thread, from, to);
            read.await();
            step.merge(thread);
            merged.await();
        }
    }
}
