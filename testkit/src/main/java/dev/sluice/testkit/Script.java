package dev.sluice.testkit;

import dev.sluice.error.InvalidProgramException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a receiver does, batch by batch, for {@link StreamTester#receive}. Steps of one batch happen in order, before the
 * batch is planned. Batches are counted from 1. An immutable value: each method gives a longer script.
 *
 * @param <T> the records
 */
public final class Script<T> {
    private final List<Step<T>> steps;

    /** One thing that a receiver does in the time of a batch. */
    record Step<T>(long batch, Act act, List<T> records, String message) implements Serializable {}

    /** What a step is about. */
    enum Act {
        STORE,
        STORE_BLOCK,
        REPORT_ERROR,
        RESTART,
        STOP
    }

    private Script(List<Step<T>> steps) {
        this.steps = steps;
    }

    /** A script of a receiver that starts and does nothing. */
    public static <T> Script<T> empty() {
        return new Script<>(List.of());
    }

    /** In the time of this batch, stores the records one by one, at most once. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Script<T> store(long batch, T... records) {
        return then(batch, Act.STORE, List.of(records), "");
    }

    /** In the time of this batch, stores the records as one block, at least once. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Script<T> storeBlock(long batch, T... records) {
        return then(batch, Act.STORE_BLOCK, List.of(records), "");
    }

    /** In the time of this batch, reports an error and goes on. */
    public Script<T> reportError(long batch, String message) {
        return then(batch, Act.REPORT_ERROR, List.of(), message);
    }

    /** In the time of this batch, fails: the receiver is stopped and started again at once. */
    public Script<T> restart(long batch, String message) {
        return then(batch, Act.RESTART, List.of(), message);
    }

    /** In the time of this batch, ends for good; nothing can follow. */
    public Script<T> stop(long batch, String message) {
        return then(batch, Act.STOP, List.of(), message);
    }

    /** The steps of one batch. */
    List<Step<T>> of(long batch) {
        return steps.stream().filter(step -> step.batch() == batch).toList();
    }

    private Script<T> then(long batch, Act act, List<T> records, String message) {
        Step<T> last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        if (batch < 1 || last != null && (batch < last.batch() || last.act() == Act.STOP)) {
            throw new InvalidProgramException("a script goes from batch to batch, counted from 1, up to its stop, but "
                    + act + " of batch " + batch + " came " + (last == null ? "first" : "after " + last));
        }
        List<Step<T>> longer = new ArrayList<>(steps);
        longer.add(new Step<>(batch, act, records, message));
        return new Script<>(List.copyOf(longer));
    }
}
