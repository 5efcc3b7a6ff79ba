package dev.sluice.conformance.simulation;

import dev.sluice.error.SluiceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program that lives and dies as planned, then lives on undisturbed to the end of its input, and once more with nothing
 * left to do. Then everything is held against what it must be.
 *
 * <p>Each life is a new context on the disk that the one before left, and runs on the calling thread: the same plans give
 * the same lives, operation by operation.
 */
final class Simulation {
    private static final int IDLE_SECONDS = 6;
    private static final int FILES_MAX = 14;
    private static final long BYTES_MAX = 512 << 10;

    private final World world;
    private final List<LifePlan> plans;
    private final boolean telling;
    private final List<String> story = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param operations what the disk did in the last of the planned lives
     */
    record Outcome(int lives, List<String> findings, List<String> story, long operations) {
        boolean holds() {
            return findings.isEmpty();
        }
    }

    private Simulation(Program program, Settings settings, Mistake mistake, List<LifePlan> plans, boolean telling) {
        this.world = new World(program, settings, mistake);
        this.plans = plans;
        this.telling = telling;
    }

    static Outcome run(Program program, Settings settings, Mistake mistake, List<LifePlan> plans, boolean telling) {
        Simulation simulation = new Simulation(program, settings, mistake, plans, telling);
        try {
            return simulation.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SluiceException("the simulation was interrupted", e);
        }
    }

    private Outcome run() throws InterruptedException {
        int given = 0;
        for (LifePlan plan : plans) {
            given += plan.given().stream().mapToInt(Integer::intValue).sum();
            live(plan);
        }
        long operations = world.operations();
        liveToTheEnd(given);
        new Judgement(world).judge();
        requireSmall(DamageTrial.files(world.disk()));
        return new Outcome(world.lives(), world.findings().all(), story, operations);
    }

    /** Each life leaves one file, by which later ones know that it was there; everything else has a bound. */
    private void requireSmall(Map<String, Long> files) {
        long bytes = files.values().stream().mapToLong(Long::longValue).sum();
        if (files.size() > FILES_MAX + world.lives() || bytes > BYTES_MAX) {
            world.findings()
                    .add("after " + world.lives() + " lives there are " + bytes + " bytes in the files "
                            + files.keySet());
        }
    }

    private void live(LifePlan plan) throws InterruptedException {
        Life.End end = world.live(plan);
        tell(plan, end);
        Throwable failure = end.failure();
        if (!end.died() && failure != null) {
            if (!(failure instanceof SluiceException)) {
                world.findings().add("a failure of the disk became " + trace(failure));
            } else if (plan.mishap() == null) {
                world.findings().add("without a fault the program ended with " + trace(failure));
            }
        }
        world.goOn(plan);
    }

    private void liveToTheEnd(int given) throws InterruptedException {
        clean(given / 3 + IDLE_SECONDS);
        long repeats = repeats();
        clean(1);
        if (repeats() > repeats) {
            world.findings().add("a run after a stop in order did something again");
        }
    }

    private void clean(int seconds) throws InterruptedException {
        LifePlan plan = LifePlan.clean(Collections.nCopies(seconds, 0));
        Life.End end = world.live(plan);
        tell(plan, end);
        if (!end.inOrder()) {
            world.findings().add("an undisturbed life did not end in order: " + trace(end.failure()));
        }
        if (!world.disk().openFiles().isEmpty()) {
            world.findings().add("left open: " + world.disk().openFiles());
        }
        world.goOn(plan);
    }

    private long repeats() {
        return world.inputs().stream()
                .mapToLong(input -> input.ledger().repeats())
                .sum();
    }

    private void tell(LifePlan plan, Life.End end) {
        if (telling) {
            story.add("--- life " + world.lives() + ": " + plan + " => " + end);
            story.addAll(world.disk().journal());
            if (end.failure() != null) {
                story.add("    failure: " + trace(end.failure()));
            }
        }
    }

    private static String trace(@Nullable Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure));
        for (Throwable cause = failure == null ? null : failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" <- ").append(cause);
        }
        return text.toString();
    }
}
