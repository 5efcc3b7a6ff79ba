package dev.sluice.conformance.process;

import dev.sluice.state.State;
import dev.sluice.state.StateSpec;

/** Lets each numbered line pass once: numbers grow, but for what a server sends again. */
final class Once {
    static final StateSpec<String, String, Long, String> SPEC = StateSpec.<String, String, Long, String>function(
                    (batch, key, line, last) -> line.filter(text -> isNew(text, last)))
            .numPartitions(1);

    private Once() {}

    private static boolean isNew(String line, State<Long> last) {
        long number = Long.parseLong(line.substring(0, line.indexOf(' ')));
        boolean isNew = number > last.getOption().orElse(0L);
        if (isNew) {
            last.update(number);
        }
        return isNew;
    }
}
