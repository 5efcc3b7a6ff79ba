package dev.sluice.intake;

/** The end of a run at some point, as if the process were gone. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    /** A crash at a step. */
    public Crash(String step) {
        super(step);
    }
}
