package dev.sluice.engine.local;

import dev.sluice.error.SluiceException;

/** Ends a partition because another one of its job has failed; never leaves the job. */
final class Stopped extends SluiceException {
    private static final long serialVersionUID = 1L;

    Stopped() {
        super("another partition of the job failed");
    }
}
