package dev.sluice.kernels;

/** What a kernel computed is looked at. */
final class Checked {
    private Checked() {}

    /** Refuses a measurement with a wrong answer. */
    static void equal(long expected, long answer) {
        if (expected != answer) {
            throw new IllegalStateException("wrong answer " + answer + " instead of " + expected);
        }
    }
}
