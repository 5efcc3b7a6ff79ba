package dev.sluice.examples;

import dev.sluice.examples.cli.DurationText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is counted together, and how much of it is shown. */
final class CountOptions {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "count only what arrived in the last so long, for example 30s; else since the start")
    private @Nullable Duration window;

    @Option(names = "--slide", paramLabel = "DURATION", description = "how often the window is counted; default 1s")
    private @Nullable Duration slide;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many words to show, the most frequent first; default ${DEFAULT-VALUE}")
    private int top;

    /** Refuses what cannot be counted. */
    void check() {
        if (top < 1) {
            throw new ParameterException(command.commandLine(), "--top must be at least 1, but was " + top);
        }
        if (slide != null && window == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "--slide " + DurationText.of(slide) + " needs a --window that slides, for example --window 30s");
        }
    }

    /** How long the window is; empty to count since the start. */
    Optional<Duration> window() {
        return Optional.ofNullable(window);
    }

    /** How often the window is counted. */
    Duration slide() {
        return slide == null ? SECOND : slide;
    }

    /** The longest batch interval, up to a second, of which window and slide are multiples. */
    Duration interval() {
        return Duration.ofMillis(divisor(
                SECOND.toMillis(),
                divisor(slide().toMillis(), window().orElse(slide()).toMillis())));
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /** The number of words to show. */
    int top() {
        return top;
    }
}
