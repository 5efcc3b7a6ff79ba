package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.cli.Failures;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class CountOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "'',1000",
        "--window 30s,1000",
        "--window 30s --slide 10s,1000",
        "--window 30s --slide 500ms,500",
        "--window 1500ms --slide 1s,500",
        "--window 700ms --slide 100ms,100"
    })
    void windowAndSlideAreWholeBatchesOfAtMostASecond(String arguments, long millis) {
        Counting counting = new Counting();
        Failures.toldBy(new CommandLine(counting))
                .parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(counting.options.interval()).isEqualTo(Duration.ofMillis(millis));
    }

    @Command
    static final class Counting {
        @Mixin
        CountOptions options;
    }
}
