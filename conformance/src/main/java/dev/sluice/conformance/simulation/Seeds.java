package dev.sluice.conformance.simulation;

import dev.sluice.conformance.simulation.Lottery.Draw;
import dev.sluice.conformance.simulation.Simulation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Runs many simulations, on two threads, each of them on one. */
final class Seeds {
    private static final int THREADS = 2;

    private final LongFunction<Outcome> simulation;
    private final AtomicLong next;
    private final long end;
    private final AtomicLong lives = new AtomicLong();
    private final TreeMap<Long, List<String>> failed = new TreeMap<>();

    private Seeds(long from, long count, LongFunction<Outcome> simulation) {
        this.simulation = simulation;
        this.next = new AtomicLong(from);
        this.end = from + count;
    }

    /** How many lives there were, and what did not hold, by seed. */
    record Result(long lives, TreeMap<Long, List<String>> failed) {
        /** For the message of a test. */
        String told() {
            StringBuilder text = new StringBuilder();
            failed.forEach((seed, findings) -> text.append("SLUICE_SEED=")
                    .append(seed)
                    .append(" (./sluice simulate --seeds 1 --seed ")
                    .append(seed)
                    .append("): ")
                    .append(findings)
                    .append('\n'));
            return text.toString();
        }
    }

    /** The simulation that a seed stands for. */
    static Outcome simulate(long seed, Mistake mistake, boolean telling) {
        Draw draw = Lottery.draw(seed);
        return Simulation.run(draw.program(), draw.settings(), mistake, draw.plans(), telling);
    }

    /** The same with only some of what it stands for. */
    static Outcome simulate(long seed, Mistake mistake, KeptLives lives, boolean telling) {
        Draw draw = Lottery.draw(seed);
        return Simulation.run(draw.program(), draw.settings(), mistake, lives.of(draw.plans()), telling);
    }

    /** The smallest part of a seed that does not hold, found by leaving out more and more. */
    static KeptLives smallest(long seed, Mistake mistake) {
        return Shrinking.smallest(
                KeptLives.all(Lottery.draw(seed).plans()),
                lives -> !simulate(seed, mistake, lives, false).holds());
    }

    /** Simulates each of the numbers. */
    static Result run(long from, long count, LongFunction<Outcome> simulation) {
        Seeds seeds = new Seeds(from, count, simulation);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(new ThreadGroup("simulation-" + i), seeds::work, "simulation-" + i);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Result(seeds.lives.get(), seeds.failed);
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            try {
                Outcome outcome = simulation.apply(seed);
                lives.addAndGet(outcome.lives());
                if (!outcome.holds()) {
                    failed(seed, outcome.findings());
                }
            } catch (RuntimeException | Error thrown) {
                failed(seed, List.of("the simulation itself failed: " + thrown));
            }
        }
    }

    private synchronized void failed(long seed, List<String> findings) {
        failed.put(seed, findings);
    }
}
