package dev.sluice.engine.spark;

import dev.sluice.plan.Origin;
import dev.sluice.strict.FunctionCheck;
import java.io.Serializable;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Demands that functions can be sent to executors, before Spark tries and says so in its own words. Strict mode reads them
 * back too. Each function is looked at once. Thread-safe.
 */
final class Functions {
    private final boolean strict;
    private final Set<Object> checked = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    Functions(boolean strict) {
        this.strict = strict;
    }

    void check(Serializable function, Origin origin) {
        check(function, origin.toString());
    }

    void checkTask(Serializable task, Origin origin) {
        check(task, "a job over " + origin);
    }

    private void check(Serializable function, String origin) {
        if (checked.contains(function)) {
            return;
        }
        if (strict) {
            FunctionCheck.copy(function, origin);
        } else {
            FunctionCheck.requireSerializable(function, origin);
        }
        checked.add(function);
    }
}
