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
 * its files, and what it writes counts only if the driver takes it. Thread-safe.
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
    synchronized Written step(StateChain from, long next, Supplier<? extends VersionedState> empty, Work work)
            throws Exception {
        VersionedState held = at(from, empty);
        held.begin();
        boolean worked = false;
        try {
            work.run(held);
            worked = true;
        } finally {
            if (!worked) {
                held.rollback();
            }
        }
        held.commit();
        state = null;
        Written written = write(held, from, next);
        hold(held, written.head(), next);
        return written;
    }

    /** Shows a version. */
    synchronized void view(StateChain at, Supplier<? extends VersionedState> empty, Work viewer) throws Exception {
        viewer.run(at(at, empty));
    }

    private VersionedState at(StateChain wanted, Supplier<? extends VersionedState> empty) {
        VersionedState held = state;
        if (held != null && head.equals(wanted.head())) {
            return held;
        }
        state = null;
        VersionedState fresh = empty.get();
        if (!wanted.isEmpty()) {
            wanted.restore(fresh, files);
        }
        hold(fresh, wanted.head(), wanted.version());
        return fresh;
    }

    private void hold(VersionedState held, String newHead, long newVersion) {
        state = held;
        head = newHead;
        version = newVersion;
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
