package dev.sluice.testkit.storage;

import org.jspecify.annotations.Nullable;

/** What befalls one operation; with several at once the earlier of the moments comes first. */
record Strike(
        @Nullable Runnable hook,
        @Nullable Moment crash,
        @Nullable Failure failure) {
    static final Strike NONE = new Strike(null, null, null);

    /** When in the course of an operation a process dies. */
    enum Moment {
        BEFORE,
        DURING,
        AFTER
    }

    static Strike of(Runnable hook) {
        return new Strike(hook, null, null);
    }

    static Strike of(Moment crash) {
        return new Strike(null, crash, null);
    }

    static Strike of(Failure failure) {
        return new Strike(null, null, failure);
    }

    boolean crashes(Moment moment) {
        return crash == moment;
    }

    /** Whether the operation fails without its effect. */
    boolean prevents() {
        return failure != null && failure != Failure.LOST_REPLY;
    }

    void runHook() {
        if (hook != null) {
            hook.run();
        }
    }

    Strike and(Strike other) {
        return new Strike(
                both(hook, other.hook),
                crash == null || (other.crash != null && other.crash.compareTo(crash) < 0) ? other.crash : crash,
                failure == null ? other.failure : failure);
    }

    private static @Nullable Runnable both(@Nullable Runnable first, @Nullable Runnable second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return () -> {
            first.run();
            second.run();
        };
    }
}
