package dev.sluice.testkit;

import dev.sluice.testkit.Script.Act;
import dev.sluice.testkit.Script.Step;
import dev.sluice.time.ManualClock;
import java.time.Duration;

/** A script and the receiver that follows it. */
final class PlayedScript<T> implements AutoCloseable {
    private final Script<T> script;
    private final Cue<T> cue = new Cue<>();

    PlayedScript(Script<T> script) {
        this.script = script;
    }

    Cue<T> cue() {
        return cue;
    }

    void awaitStart() {
        cue.awaitStart();
    }

    /** Has the receiver perform the steps of a batch; when the call returns they are done, restarts included. */
    void play(long batch, ManualClock clock) {
        for (Step<T> step : script.of(batch)) {
            int waiting = clock.waitingTasks();
            cue.perform(step);
            if (step.act() == Act.RESTART) {
                awaitTasks(clock, waiting + 1);
                clock.advance(Duration.ZERO);
                cue.awaitStart();
            }
        }
    }

    private static void awaitTasks(ManualClock clock, int waiting) {
        try {
            clock.awaitTasks(waiting);
        } catch (InterruptedException e) {
            throw Cue.interrupted(e);
        }
    }

    @Override
    public void close() {
        cue.close();
    }
}
