package dev.sluice.intake;

import java.util.function.Supplier;

/** Lets lives crash everywhere. */
public final class Sweep {
    /**
     * Lives, and what must be true at their end.
     *
     * @param oracle throws if it is not
     */
    public record Trial(Lives<?> lives, Runnable oracle) {}

    private Sweep() {}

    /** A crash before each step, then a life to the end. Returns the number of crashes. */
    public static int crashes(Supplier<Trial> trials) {
        int at = 1;
        while (survives(trials.get(), at)) {
            at++;
        }
        return at - 1;
    }

    /** A crash before each step, another before each step of the life after it. Returns the number of pairs. */
    public static int pairs(Supplier<Trial> trials) {
        int first = 1;
        int pairs = 0;
        while (true) {
            int second = 1;
            Trial trial = trials.get();
            boolean crashed = trial.lives().live(first);
            if (!crashed) {
                return pairs;
            }
            while (survives(trial, second)) {
                pairs++;
                second++;
                trial = trials.get();
                trial.lives().live(first);
            }
            first++;
        }
    }

    /** Whether there was a crash to survive. */
    private static boolean survives(Trial trial, int crashBefore) {
        boolean crashed = trial.lives().live(crashBefore);
        if (crashed) {
            trial.lives().live(0);
        }
        trial.oracle().run();
        return crashed;
    }
}
