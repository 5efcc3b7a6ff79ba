package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import dev.sluice.error.StorageException;
import dev.sluice.source.Input;
import dev.sluice.source.InputLimits;
import dev.sluice.source.InputPlan;
import dev.sluice.source.StreamSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The lives of one input: runs over the same journal, each until its crash, the last to its end. Every act of a run and of
 * its log is a step, and a crash comes before any of them. Every other batch is planned while the one before waits.
 */
public final class Lives<T> {
    /** What a test gives a life. */
    public interface Program<T> {
        /** The source as the program of this life defines it. */
        StreamSource<T> source();

        /** The world of this life; the input is started. */
        default void started(IntakeFixture world) {}

        /** Lets records arrive, before a batch is planned. */
        void feed(long batch);

        /** No run will read this batch and those before it again. */
        default void settled(long batch) {}
    }

    private static final int SNAPSHOT_EVERY = 3;
    private static final int TRIES_MAX = 5;

    private final JournalModel journal = new JournalModel();
    private final TreeMap<Long, List<T>> outputs = new TreeMap<>();
    private final Program<T> program;
    private final InputLimits limits;
    private final long batches;
    private final long recordsMax;
    private final List<String> steps = new ArrayList<>();
    private int crashAt;

    /** Lives until so many batches are done, each of at most so many records. */
    public Lives(Program<T> program, InputLimits limits, long batches, long recordsMax) {
        this.program = program;
        this.limits = limits;
        this.batches = batches;
        this.recordsMax = recordsMax;
        journal.log.onStep(this::step);
    }

    /** Lives with the usual limits. */
    public Lives(Program<T> program, long batches, long recordsMax) {
        this(program, InputLimits.DEFAULT, batches, recordsMax);
    }

    /** The log below all lives. */
    public MemoryLog log() {
        return journal.log;
    }

    /** What was read, batch by batch. */
    public List<List<T>> outputs() {
        return List.copyOf(outputs.values());
    }

    /** What was read. */
    public List<T> records() {
        return outputs.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Lives once.
     *
     * @param crashBefore the number of the step that it does not come to, from 1; 0 for a life to the end
     * @return whether it crashed
     */
    public boolean live(int crashBefore) {
        steps.clear();
        crashAt = crashBefore;
        IntakeFixture world = new IntakeFixture(limits);
        StreamSource<T> source = program.source();
        Input<T> input = Intake.open(source, world.context(source.name(), journal.log.open()));
        try {
            run(input, world);
            return false;
        } catch (Crash crash) {
            return true;
        } finally {
            crashAt = 0;
            journal.log.open();
            close(input);
        }
    }

    private static void close(Input<?> input) {
        try {
            input.close();
        } catch (Crash gone) {
            assertThat(gone).hasMessageContaining("is over");
        }
    }

    private void run(Input<T> input, IntakeFixture world) {
        TreeMap<Long, InputPlan<T>> again = new TreeMap<>();
        step("resume");
        journal.resume(input, (batch, reading) -> {
            step("replan");
            again.put(batch, input.replan(batch(batch), reading));
        });
        step("start");
        input.start();
        program.started(world);
        again.forEach((batch, plan) -> act(input, batch, plan));
        TreeMap<Long, InputPlan<T>> ahead = new TreeMap<>();
        while (journal.last() < batches) {
            long next = journal.last() + 1;
            plan(input, next, ahead);
            if (next % 2 == 0 && next < batches) {
                plan(input, next + 1, ahead);
            }
            InputPlan<T> plan = ahead.remove(next);
            journal.plan(next, reading(plan));
            act(input, next, plan);
        }
    }

    private void plan(Input<T> input, long batch, TreeMap<Long, InputPlan<T>> plans) {
        if (!plans.containsKey(batch)) {
            program.feed(batch);
            step("plan");
            plans.put(batch, input.plan(batch(batch), recordsMax));
        }
    }

    /** Asks until it is written, like the attempts of a batch. */
    private Object reading(InputPlan<T> plan) {
        for (int tries = 1; ; tries++) {
            try {
                step("reading");
                return plan.reading().get();
            } catch (StorageException full) {
                if (tries == TRIES_MAX) {
                    journal.log.repair();
                }
            }
        }
    }

    private void act(Input<T> input, long batch, InputPlan<T> plan) {
        step("act");
        List<T> read = IntakeFixture.records(plan);
        assertThat(plan.records() == -1 || plan.records() == read.size()).isTrue();
        List<T> before = outputs.putIfAbsent(batch, read);
        assertThat(read).isEqualTo(before == null ? read : before);
        step("committed");
        input.committed(batch(batch));
        if (batch % SNAPSHOT_EVERY == 0) {
            step("snapshot");
            journal.snapshot(batch, input.memory());
            program.settled(batch);
        }
        step("forget");
        input.forget(batch(batch));
        for (long settled = batch - SNAPSHOT_EVERY + 1; settled <= journal.settled(); settled++) {
            step("settled");
            input.settled(batch(settled));
        }
    }

    private void step(String name) {
        steps.add(name);
        if (crashAt > 0 && steps.size() >= crashAt) {
            throw new Crash(steps.toString());
        }
    }

    private static Batch batch(long id) {
        return new Batch(id, Instant.EPOCH.plus(IntakeFixture.INTERVAL.multipliedBy(id)), IntakeFixture.INTERVAL, 42);
    }
}
