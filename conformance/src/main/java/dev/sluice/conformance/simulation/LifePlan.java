package dev.sluice.conformance.simulation;

import dev.sluice.testkit.storage.Survival;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What befalls one life.
 *
 * @param mishap a fault of its disk or of what it calls; null for none
 * @param given how many records each feed gives in each second of the life, which has as many seconds
 * @param healAfter the second at which lasting faults end
 * @param ending of a life that no fault ends
 * @param survival what is left on the disk afterwards
 * @param chance decides what is left to chance there
 * @param downtime by the wall clock until the next life; may be negative
 */
record LifePlan(
        @Nullable Mishap mishap,
        List<Integer> given,
        int healAfter,
        Ending ending,
        Survival survival,
        long chance,
        Duration downtime) {
    /** How a life ends that no fault ends. */
    enum Ending {
        /** All that was taken in is processed. */
        GRACEFUL,
        /** The context is stopped at once. */
        STOPPED,
        /** The process dies between two batches. */
        KILLED
    }

    static LifePlan with(Mishap mishap, List<Integer> given, Survival survival, long chance) {
        return new LifePlan(mishap, given, given.size(), Ending.KILLED, survival, chance, Duration.ZERO);
    }

    static LifePlan clean(List<Integer> given) {
        return new LifePlan(null, given, given.size(), Ending.GRACEFUL, Survival.KILLED, 0, Duration.ZERO);
    }

    @Override
    public String toString() {
        return (mishap == null ? "no mishap" : mishap) + "; gives " + given + ", heals after " + healAfter + " s, ends "
                + ending + "; leaves " + survival + " by chance " + chance + ", down for " + downtime;
    }
}
