package dev.sluice.engine.spark;

import dev.sluice.snapshot.CaptureFile;
import dev.sluice.snapshot.CaptureFiles;
import dev.sluice.snapshot.Cell;
import dev.sluice.table.StateCapture;
import dev.sluice.table.VersionedState;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a state in the memory of this process, at one version. Any attempt at any version may come at any time,
 * also one that was given up: it takes the version that it starts from out of memory if that is the one held, else out of
 * its files, and what it writes counts only if the driver takes it. Nobody waits for an attempt that hangs, since what it
 * took is its own until it gives it back. Thread-safe.
 */
final class HeldState {
    private final Cell cell;
    private final CaptureFiles files;
    private @Nullable VersionedState state;
    private String head = "";
    private volatile long version;

    /** What an attempt does with the state. */
    @FunctionalInterface
    interface Work {
        void run(VersionedState state) throws Exception;
    }

    HeldState(Cell cell, CaptureFiles files) {
        this.cell = cell;
        this.files = files;
    }

    /** The version held; 0 for none. */
    long version() {
        return version;
    }

    /**
     * Makes the next version. A failure leaves what was before.
     *
     * @param empty makes the state that is there before the first version
     */
    Written step(StateChain from, long next, Supplier<? extends VersionedState> empty, Work work) throws Exception {
        VersionedState taken = take(from, empty);
        taken.begin();
        boolean worked = false;
        try {
            work.run(taken);
            worked = true;
        } finally {
            if (!worked) {
                taken.rollback();
                hold(taken, from.head(), from.version());
            }
        }
        taken.commit();
        Written written = write(taken, from, next);
        hold(taken, written.head(), next);
        return written;
    }

    /** Shows a version. */
    void view(StateChain at, Supplier<? extends VersionedState> empty, Work viewer) throws Exception {
        VersionedState taken = take(at, empty);
        try {
            viewer.run(taken);
        } finally {
            hold(taken, at.head(), at.version());
        }
    }

    private VersionedState take(StateChain wanted, Supplier<? extends VersionedState> empty) {
        VersionedState held = takeHeld(wanted);
        if (held != null) {
            return held;
        }
        VersionedState fresh = empty.get();
        if (!wanted.isEmpty()) {
            wanted.restore(fresh, files);
        }
        return fresh;
    }

    /** What is held, if it is what is wanted; what is older goes. */
    private synchronized @Nullable VersionedState takeHeld(StateChain wanted) {
        VersionedState held = head.equals(wanted.head()) ? state : null;
        if (held != null || version <= wanted.version()) {
            state = null;
            version = wanted.version();
        }
        return held;
    }

    private synchronized void hold(VersionedState held, String newHead, long newVersion) {
        if (state == null || newVersion >= version) {
            state = held;
            head = newHead;
            version = newVersion;
        }
    }

    private Written write(VersionedState held, StateChain from, long next) {
        String name = next + "-" + UUID.randomUUID();
        StateCapture changed = held.capture(from.isEmpty());
        CaptureFile changes = files.write(name, cell, next, from.isEmpty(), changed);
        Written written = new Written(name, changes, null, "");
        return from.isEmpty() || !from.then(written).isLong()
                ? written
                : new Written(name, changes, files.write(name + "-all", cell, next, true, held.capture(true)), "");
    }
}
