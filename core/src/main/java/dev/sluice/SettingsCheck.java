package dev.sluice;

import dev.sluice.error.InvalidProgramException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers every rule that settings break, to report them at once. */
final class SettingsCheck {
    private static final String EXAMPLE = "try Duration.ofMillis(100)";
    private static final int MILLI_NANOS = 1_000_000;
    private static final int LEAST_NANOS = 10_000;

    private final List<String> broken = new ArrayList<>();

    void that(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    void positive(String what, Duration value) {
        that(!value.isNegative() && !value.isZero(), "the " + what + " must be positive, but was " + value);
    }

    void batchInterval(@Nullable Duration value) {
        if (value == null) {
            broken.add("the batch interval must be given; " + EXAMPLE);
        } else if (value.isNegative() || value.isZero()) {
            broken.add("the batch interval must be positive, but was " + value + "; " + EXAMPLE);
        } else if (!isWholeMillis(value) && !goesIntoAMilli(value)) {
            broken.add("the batch interval must be whole milliseconds, or ten microseconds or more that go into a"
                    + " millisecond, but was " + value + "; " + EXAMPLE);
        }
    }

    private static boolean isWholeMillis(Duration value) {
        return value.toNanosPart() % MILLI_NANOS == 0;
    }

    private static boolean goesIntoAMilli(Duration value) {
        int nanos = value.toNanosPart();
        return value.toSeconds() == 0 && nanos >= LEAST_NANOS && nanos % 1_000 == 0 && MILLI_NANOS % nanos == 0;
    }

    void throwIfAny(String context) {
        if (!broken.isEmpty()) {
            throw new InvalidProgramException("\"" + context + "\" cannot be built: " + String.join("; ", broken));
        }
    }
}
