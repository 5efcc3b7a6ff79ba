package dev.sluice.operator;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules for the lengths of windows. */
final class WindowChecks {
    private WindowChecks() {}

    /** Requires both to be positive multiples of the parent's slide; reports every broken rule at once. */
    static void requireMultiples(Duration length, Duration slide, Duration unit, Origin origin) {
        List<String> broken = new ArrayList<>();
        check("window", length, unit, broken);
        check("slide", slide, unit, broken);
        if (!broken.isEmpty()) {
            throw new InvalidProgramException(origin + ": " + String.join("; ", broken));
        }
    }

    private static void check(String name, Duration value, Duration unit, List<String> broken) {
        if (value.isNegative() || value.isZero()) {
            broken.add("the " + name + " must be positive, but was " + value);
        } else if (Micros.of(value) % Micros.of(unit) != 0 || value.toNanosPart() % 1_000 != 0) {
            long below = Micros.of(value) / Micros.of(unit) * Micros.of(unit);
            broken.add("the " + name + " must be a multiple of the parent's slide " + unit + ", but was " + value
                    + "; try " + Micros.duration(Math.max(below, Micros.of(unit))));
        }
    }
}
