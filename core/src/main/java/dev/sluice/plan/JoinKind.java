package dev.sluice.plan;

import dev.sluice.data.Pair;
import java.util.Optional;

/** Which keys a join keeps. A side that may be missing comes as an Optional, where a null value looks missing too. */
enum JoinKind {
    INNER(false, false),
    LEFT_OUTER(true, false),
    RIGHT_OUTER(false, true),
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

    /** What both sides give together. */
    Pair<?, ?> both(Object left, Object right) {
        return Pair.of(keepsRight ? Optional.ofNullable(left) : left, keepsLeft ? Optional.ofNullable(right) : right);
    }

    /** What the left side gives alone. */
    Pair<?, ?> onlyLeft(Object left) {
        return Pair.of(keepsRight ? Optional.ofNullable(left) : left, Optional.empty());
    }

    /** What the right side gives alone. */
    Pair<?, ?> onlyRight(Object right) {
        return Pair.of(Optional.empty(), keepsLeft ? Optional.ofNullable(right) : right);
    }
}
