package dev.sluice.plan;

/** Which keys a join keeps. */
public enum JoinKind {
    /** Keys of both sides. */
    INNER(false, false),
    /** All keys of the left side. */
    LEFT_OUTER(true, false),
    /** All keys of the right side. */
    RIGHT_OUTER(false, true),
    /** All keys of either side. */
    FULL_OUTER(true, true);

    private final boolean keepsLeft;
    private final boolean keepsRight;

    JoinKind(boolean keepsLeft, boolean keepsRight) {
        this.keepsLeft = keepsLeft;
        this.keepsRight = keepsRight;
    }

    /** Whether keys that only the left side has are kept. */
    boolean keepsLeft() {
        return keepsLeft;
    }

    /** Whether keys that only the right side has are kept. */
    boolean keepsRight() {
        return keepsRight;
    }
}
