package dev.sluice.state;

/**
 * A state, the time of its last touch, and where its key is filed.
 *
 * @param touched in milliseconds
 * @param bucket the touch that the key is filed under
 * @param sequence the number of the filing; no two keys have the same
 */
record TimedEntry<S>(S state, long touched, long bucket, long sequence) {
    /** The time of what was stored without one. */
    static final long NEVER = Long.MIN_VALUE;

    /** A state that was stored without a time; its key is filed with its first touch. */
    static <S> TimedEntry<S> untimed(S state) {
        return new TimedEntry<>(state, NEVER, NEVER, 0);
    }

    boolean isTimed() {
        return touched != NEVER;
    }
}
