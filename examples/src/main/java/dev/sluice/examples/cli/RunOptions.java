package dev.sluice.examples.cli;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that every program has. */
public final class RunOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Mixin
    @SuppressWarnings("UnusedVariable") // its option is enough
    private HelpOption help;

    @Option(
            names = "--batch-interval",
            paramLabel = "DURATION",
            description = "how long a batch gathers records, for example 100ms or 1s")
    private @Nullable Duration batchInterval;

    @Option(names = "--seconds", paramLabel = "N", description = "end after so many seconds; else Ctrl-C ends")
    private @Nullable Integer seconds;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "keep what a run after a crash needs in this directory, and go on with what is there")
    private @Nullable String checkpoint;

    /**
     * How long the program is to run, if not until Ctrl-C.
     *
     * @throws ParameterException if that is not possible
     */
    public Optional<Duration> limit() {
        if (seconds != null && seconds < 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "--seconds must be at least 1, but was " + seconds + "; leave it out to run on");
        }
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }

    /** The batch interval, where one was given. */
    public Optional<Duration> batchInterval() {
        return Optional.ofNullable(batchInterval);
    }

    /**
     * Sees to it that a directory for recovery was given, for a program that is nothing without one.
     *
     * @throws ParameterException if there was none
     */
    public void requireCheckpoint() {
        if (checkpoint == null) {
            throw new ParameterException(
                    command.commandLine(), "this program goes on after a crash: give it a directory, --checkpoint DIR");
        }
    }

    /** A context of this name with the interval that was given, else with this one. */
    public Builder context(String name, Duration intervalDefault) {
        Builder builder = StreamingContext.builder(name)
                .batchInterval(batchInterval().orElse(intervalDefault))
                .stopGracefullyOnShutdown(true);
        return checkpoint == null ? builder : builder.checkpoint(checkpoint);
    }
}
