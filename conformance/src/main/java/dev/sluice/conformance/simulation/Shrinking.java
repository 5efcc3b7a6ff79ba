package dev.sluice.conformance.simulation;

import java.util.function.Predicate;

/**
 * Makes a story that fails smaller by leaving out halves for as long as what is left still fails: lives first, then of each
 * its mishap, its seconds and its records. What fails may be another failure than at first.
 */
final class Shrinking {
    /** More records than that in a second are planned by no seed. */
    private static final int HALVINGS_MAX = 3;

    private final Predicate<KeptLives> fails;
    private KeptLives smallest;

    private Shrinking(KeptLives first, Predicate<KeptLives> fails) {
        this.smallest = first;
        this.fails = fails;
    }

    /** The smallest that was found of a story that fails. */
    static KeptLives smallest(KeptLives first, Predicate<KeptLives> fails) {
        Shrinking shrinking = new Shrinking(first, fails);
        KeptLives before = null;
        while (!shrinking.smallest.equals(before)) {
            before = shrinking.smallest;
            shrinking.fewerLives();
            shrinking.smallerLives();
        }
        return shrinking.smallest;
    }

    private boolean takes(KeptLives smaller) {
        boolean taken = fails.test(smaller);
        if (taken) {
            smallest = smaller;
        }
        return taken;
    }

    private void fewerLives() {
        for (int size = smallest.lives().size(); size > 0; size /= 2) {
            int from = 0;
            while (from < smallest.lives().size()) {
                int to = Math.min(from + size, smallest.lives().size());
                if (!takes(smallest.without(from, to))) {
                    from = to;
                }
            }
        }
    }

    private void smallerLives() {
        for (int index = 0; index < smallest.lives().size(); index++) {
            if (!at(index).quiet()) {
                boolean ignored = takes(smallest.with(index, at(index).asQuiet()));
            }
            fewerSeconds(index);
            while (at(index).halvings() < HALVINGS_MAX
                    && takes(smallest.with(
                            index, at(index).withHalvings(at(index).halvings() + 1)))) {}
        }
    }

    private void fewerSeconds(int index) {
        for (int cut = at(index).seconds(); cut > 0; cut /= 2) {
            while (cut <= at(index).seconds()
                    && takes(
                            smallest.with(index, at(index).withSeconds(at(index).seconds() - cut)))) {}
        }
    }

    private KeptLife at(int index) {
        return smallest.lives().get(index);
    }
}
