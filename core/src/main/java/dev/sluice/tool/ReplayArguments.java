package dev.sluice.tool;

import dev.sluice.batch.Replay;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command {@code replay} was given. What stands behind the program is the program's.
 *
 * @param records how many of each output are shown
 */
record ReplayArguments(String directory, long batch, long records, String program, List<String> programArguments) {
    private static final String USE = "replay DIR --batch N [--records N | --all] PROGRAM [ARGUMENT...]";

    /** The arguments, in words. */
    static ReplayArguments of(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        @Nullable String directory = null;
        long batch = 0;
        long records = Replay.RECORDS_DEFAULT;
        while (!rest.isEmpty()) {
            String next = rest.removeFirst();
            switch (next) {
                case "--batch" -> batch = number(next, rest.pollFirst(), 1);
                case "--records" -> records = number(next, rest.pollFirst(), 0);
                case "--all" -> records = Long.MAX_VALUE;
                default -> {
                    if (next.startsWith("-")) {
                        throw new UsageException("there is no option '" + next + "' here; use: " + USE);
                    } else if (directory != null) {
                        return complete(directory, batch, records, next, List.copyOf(rest));
                    }
                    directory = next;
                }
            }
        }
        throw new UsageException(
                (directory == null ? "a directory is missing" : "a program is missing") + "; use: " + USE);
    }

    private static ReplayArguments complete(
            String directory, long batch, long records, String program, List<String> arguments) {
        if (batch == 0) {
            throw new UsageException("say which batch: --batch N; use: " + USE);
        }
        return new ReplayArguments(directory, batch, records, program, arguments);
    }

    private static long number(String option, @Nullable String text, long least) {
        if (text == null || !text.matches("\\d{1,18}") || Long.parseLong(text) < least) {
            throw new UsageException(option + " needs a whole number from " + least + " on, but was "
                    + (text == null ? "given none" : "'" + text + "'"));
        }
        return Long.parseLong(text);
    }

    /** What the program's context is asked to do, in its words. */
    Map<String, String> properties() {
        return Map.of(
                "sluice.replay.directory", directory,
                "sluice.replay.batch", String.valueOf(batch),
                "sluice.replay.records", String.valueOf(records));
    }
}
