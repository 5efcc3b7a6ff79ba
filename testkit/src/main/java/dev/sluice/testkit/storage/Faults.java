package dev.sluice.testkit.storage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The faults that are still to come. Not safe for threads: its process holds the lock. */
final class Faults {
    private final List<Fault> planned = new ArrayList<>();

    void add(Fault fault) {
        planned.add(fault);
    }

    void clear() {
        planned.clear();
    }

    Strike next(Step step) {
        Strike strike = Strike.NONE;
        for (Iterator<Fault> faults = planned.iterator(); faults.hasNext(); ) {
            Fault fault = faults.next();
            if (fault.hits(step)) {
                strike = strike.and(fault.strike());
                if (!fault.isLasting()) {
                    faults.remove();
                }
            }
        }
        return strike;
    }
}
