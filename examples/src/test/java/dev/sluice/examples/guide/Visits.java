package dev.sluice.examples.guide;

import dev.sluice.data.Batch;
import dev.sluice.state.State;
import java.util.Optional;

// snippet: visits
/** Sums what a visitor orders, and tells the sum when the visitor has left. */
final class Visits {
    private Visits() {}

    static Optional<String> order(Batch batch, String visitor, Optional<Integer> pieces, State<Integer> sum) {
        if (sum.isTimingOut()) {
            return Optional.of(visitor + " left with " + sum.get());
        }
        sum.update(sum.getOption().orElse(0) + pieces.orElse(0));
        return Optional.empty();
    }
}
// end
