package dev.sluice.state;

import dev.sluice.table.Column;
import dev.sluice.table.SlotValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** States in a column and their times beside them, so that a touch of a key writes two numbers and no object. */
final class TimedValues<S> implements SlotValues<TimedEntry<S>> {
    /** For each slot: last touch, bucket, sequence of the filing. */
    private static final int TIMES = 3;

    private final Column<S> states;
    private long[] times;

    TimedValues(int capacity) {
        states = new Column<>(capacity);
        times = new long[Math.multiplyExact(TIMES, capacity)];
    }

    @Override
    public @Nullable TimedEntry<S> get(int slot) {
        S state = states.get(slot);
        int at = TIMES * slot;
        return state == null ? null : new TimedEntry<>(state, times[at], times[at + 1], times[at + 2]);
    }

    @Nullable
    S stateAt(int slot) {
        return states.get(slot);
    }

    /** Whether there is a state in a slot that has been touched. */
    boolean isTimed(int slot) {
        return states.has(slot) && times[TIMES * slot] != TimedEntry.NEVER;
    }

    /** Touches a state that is filed already, and sets it. */
    void touch(int slot, S state, long time) {
        states.set(slot, state);
        times[TIMES * slot] = time;
    }

    @Override
    public boolean has(int slot) {
        return states.has(slot);
    }

    @Override
    public void set(int slot, @Nullable TimedEntry<S> entry) {
        if (entry == null) {
            states.set(slot, null);
            return;
        }
        int at = TIMES * slot;
        states.set(slot, entry.state());
        times[at] = entry.touched();
        times[at + 1] = entry.bucket();
        times[at + 2] = entry.sequence();
    }

    @Override
    public void set(int slot, SlotValues<TimedEntry<S>> from, int fromSlot) {
        TimedValues<S> other = (TimedValues<S>) from;
        states.set(slot, other.states, fromSlot);
        System.arraycopy(other.times, TIMES * fromSlot, times, TIMES * slot, TIMES);
    }

    @Override
    public void clear(int from, int to) {
        states.clear(from, to);
    }

    @Override
    public void resize(int capacity) {
        states.resize(capacity);
        times = Arrays.copyOf(times, Math.multiplyExact(TIMES, capacity));
    }

    @Override
    public int approach(int slot) {
        return states.approach(slot) + (int) times[TIMES * slot];
    }

    @Override
    public TimedValues<S> another(int capacity) {
        return new TimedValues<>(capacity);
    }
}
