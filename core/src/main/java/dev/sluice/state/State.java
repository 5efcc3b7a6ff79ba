package dev.sluice.state;

import dev.sluice.error.StateException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one key, as a {@code mapWithState} function sees it during one call. Values given to
 * {@link #update} must be treated as immutable. Not to be kept after the call.
 */
public final class State<S> {
    private @Nullable S value;
    private boolean timingOut;
    private boolean updated;
    private boolean removed;

    State() {}

    /** Prepares the handle for another call. */
    void wrap(@Nullable S current, boolean isTimingOut) {
        value = current;
        timingOut = isTimingOut;
        updated = false;
        removed = false;
    }

    /** Whether the key has a state. */
    public boolean exists() {
        return value != null;
    }

    /**
     * The state.
     *
     * @throws NoSuchElementException where there is none
     */
    public S get() {
        if (value == null) {
            throw new NoSuchElementException("the key has no state; ask exists() or use getOption()");
        }
        return value;
    }

    /** The state, or empty. */
    public Optional<S> getOption() {
        return Optional.ofNullable(value);
    }

    /**
     * Sets the state.
     *
     * @throws StateException after a removal in the same call, or while the key is timing out
     */
    public void update(S newValue) {
        if (removed) {
            throw new StateException("the state cannot be updated after it was removed in the same call");
        }
        refuseWhileTimingOut("updated");
        if (newValue == null) {
            throw new StateException("the state cannot be null; call remove() to drop it");
        }
        value = newValue;
        updated = true;
    }

    /**
     * Drops the state; without effect where there is none.
     *
     * @throws StateException a second time in the same call, or while the key is timing out
     */
    public void remove() {
        if (removed) {
            throw new StateException("the state cannot be removed twice in the same call");
        }
        refuseWhileTimingOut("removed");
        value = null;
        removed = true;
        updated = false;
    }

    /** Whether this call is the last one for the key, which was idle for longer than the timeout. */
    public boolean isTimingOut() {
        return timingOut;
    }

    boolean isUpdated() {
        return updated;
    }

    boolean isRemoved() {
        return removed;
    }

    private void refuseWhileTimingOut(String what) {
        if (timingOut) {
            throw new StateException(
                    "the state cannot be " + what + " while it is timing out; it is dropped after this call");
        }
    }

    @Override
    public String toString() {
        return value == null ? "no state" : value.toString();
    }
}
