package dev.sluice;

import dev.sluice.error.InvalidProgramException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers every rule that settings break, to report them at once. */
final class SettingsCheck {
    private final List<String> broken = new ArrayList<>();

    void that(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    void positive(String what, Duration value) {
        that(!value.isNegative() && !value.isZero(), "the " + what + " must be positive, but was " + value);
    }

    void wholeMillis(String what, @Nullable Duration value, String example) {
        if (value == null) {
            broken.add("the " + what + " must be given; try " + example);
        } else if (value.isNegative() || value.isZero()) {
            broken.add("the " + what + " must be positive, but was " + value + "; try " + example);
        } else if (value.toNanosPart() % 1_000_000 != 0) {
            broken.add("the " + what + " must be whole milliseconds, but was " + value + "; try " + example);
        }
    }

    void throwIfAny(String context) {
        if (!broken.isEmpty()) {
            throw new InvalidProgramException("\"" + context + "\" cannot be built: " + String.join("; ", broken));
        }
    }
}
