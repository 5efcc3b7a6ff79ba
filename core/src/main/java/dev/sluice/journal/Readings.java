package dev.sluice.journal;

import dev.sluice.error.SluiceException;
import dev.sluice.error.SourceException;
import dev.sluice.source.InputPlan;
import java.util.Objects;
import java.util.function.Supplier;

/** Asks plans for their readings. */
final class Readings {
    private Readings() {}

    /** What the plan read; writes to the input's log what must be there. */
    static Object of(InputPlan<?> plan) {
        Supplier<Object> reading = Objects.requireNonNull(plan.reading(), "the plan has no reading");
        try {
            return reading.get();
        } catch (SluiceException known) {
            throw known;
        } catch (RuntimeException e) {
            throw new SourceException("what a batch reads (" + plan.range() + ") could not be written down: " + e, e);
        }
    }
}
