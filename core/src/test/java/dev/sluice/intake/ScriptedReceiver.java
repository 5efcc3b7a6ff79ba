package dev.sluice.intake;

import dev.sluice.source.Receiver;
import java.util.function.Consumer;

/** A receiver that does what a test says. */
final class ScriptedReceiver<T> extends Receiver<T> {
    private static final long serialVersionUID = 1L;

    private final transient Consumer<ScriptedReceiver<T>> onStart;
    private final transient Consumer<ScriptedReceiver<T>> onStop;

    ScriptedReceiver(Consumer<ScriptedReceiver<T>> onStart, Consumer<ScriptedReceiver<T>> onStop) {
        this.onStart = onStart;
        this.onStop = onStop;
    }

    /** A receiver that begins nothing; the test stores from outside. */
    static <T> ScriptedReceiver<T> idle() {
        return new ScriptedReceiver<>(receiver -> {}, receiver -> {});
    }

    /** A receiver that does this at each start. */
    static <T> ScriptedReceiver<T> starting(Consumer<ScriptedReceiver<T>> onStart) {
        return new ScriptedReceiver<>(onStart, receiver -> {});
    }

    @Override
    public void onStart() {
        onStart.accept(this);
    }

    @Override
    public void onStop() {
        onStop.accept(this);
    }

    @Override
    public String toString() {
        return "scripted";
    }
}
