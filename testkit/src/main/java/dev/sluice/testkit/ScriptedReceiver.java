package dev.sluice.testkit;

import dev.sluice.data.StorageLevel;
import dev.sluice.source.Receiver;
import dev.sluice.testkit.Script.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver whose thread does what a test tells it over a {@link Cue}, also after a restart. */
final class ScriptedReceiver<T> extends Receiver<T> {
    private static final long serialVersionUID = 1L;

    private final long cueId;
    private transient volatile @Nullable Thread thread;

    ScriptedReceiver(Cue<T> cue) {
        super(StorageLevel.MEMORY_ONLY);
        cueId = cue.id();
    }

    @Override
    public void onStart() {
        Cue<T> cue = Cue.find(cueId);
        Thread begun = new Thread(() -> cue.follow(this::perform), "scripted receiver " + cueId);
        begun.setDaemon(true);
        thread = begun;
        begun.start();
        cue.started();
    }

    @Override
    public void onStop() {
        Thread begun = thread;
        if (begun != null) {
            begun.interrupt();
        }
    }

    /** Performs a step; returns whether the thread is to wait for more. */
    private boolean perform(Step<T> step) {
        switch (step.act()) {
            case STORE -> step.records().forEach(this::store);
            case STORE_BLOCK -> store(step.records());
            case REPORT_ERROR -> reportError(step.message(), new IllegalStateException(step.message()));
            case RESTART -> restart(step.message(), new IllegalStateException(step.message()), Duration.ZERO);
            case STOP -> stop(step.message());
        }
        return !isStopped();
    }

    @Override
    public String toString() {
        return "following a script";
    }
}
