package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LauncherTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream standardOut = System.out;

    @BeforeEach
    void catchWhatIsPrinted() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void printAgain() {
        System.setOut(standardOut);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|a command is missing: demo, run, inspect, verify, replay or help",
                "bogus|there is no 'bogus' here; there is demo, run, inspect, verify, replay, help",
                "demo --bogus|there is no option '--bogus' here",
                "demo more|'more' is one argument too many",
                "demo --rate x|Invalid value for option '--rate': 'x' is not a whole number",
                "demo --rate 0 --tags 10001|--tags must be from 1 to 10000, but was 10001; "
                        + "--rate must be from 1 to 10000000, but was 0",
                "demo --seconds 0|--seconds must be at least 1, but was 0; leave it out to run on",
                "demo --batch-interval 5|Invalid value for option '--batch-interval': '5' is not a duration; "
                        + "give a number and a unit, for example 500ms, 1s or 2m",
                "run wordcount|say where the text is: --socket HOST:PORT or --files DIR, "
                        + "for example --socket localhost:9999",
                "run wordcount --socket a:1 --files b|text comes from one place: give --socket or --files, not both",
                "run wordcount --files /no/such|--files /no/such does not exist",
                "run wordcount --socket a|Invalid value for option '--socket': 'a' is not an address; "
                        + "give a host and a port, for example localhost:9999",
                "run wordcount --socket no.such.host.invalid:1|--socket no.such.host.invalid:1: "
                        + "this machine knows no host 'no.such.host.invalid'",
                "run wordcount --files / --top 0|--top must be at least 1, but was 0",
                "run durable-wordcount --in / |this program goes on after a crash: give it a directory, --checkpoint DIR",
                "run durable-wordcount --checkpoint a --in /no/such|--in /no/such does not exist",
                "run wordcount --files / --slide 2s|--slide 2 s needs a --window that slides, "
                        + "for example --window 30s"
            })
    void whatCannotBeRunEndsWithTwoAndAReason(String arguments, String reason) {
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(err.toString().lines().findFirst()).contains("sluice: " + reason);
        assertThat(err.toString().lines().skip(1)).allMatch(line -> line.endsWith(" --help says more"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aWindowThatBatchesDoNotFillEndsWithTwo(@TempDir Path directory) {
        assertThat(execute("run wordcount --window 30s --slide 1s --batch-interval 300ms --files " + directory))
                .isEqualTo(2);
        assertThat(err.toString()).contains("the slide must be a multiple");
    }

    @Test
    void aFileIsNoDirectory(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "text");

        assertThat(execute("run wordcount --files " + file)).isEqualTo(2);
        assertThat(err.toString()).startsWith("sluice: --files " + file + " is not a directory");
    }

    @Test
    void programsAreListedWithALineEach() {
        assertThat(execute("run")).isZero();
        assertThat(out.toString()
                        .lines()
                        .dropWhile(line -> !line.equals("Programs:"))
                        .skip(1))
                .hasSize(8)
                .allMatch(line -> line.matches(" {2}[a-z-]+ +[a-z].*") && line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run wordcount",
                "run durable-wordcount",
                "run moods",
                "run clean-words",
                "run fitness-join",
                "run ad-impressions",
                "run sliding-counts",
                "run custom-receiver"
            })
    void everyProgramHasHelp(String command) {
        assertThat(execute(command + " --help")).isZero();
        assertThat(out.toString())
                .startsWith("Usage: ./sluice " + command + " ")
                .contains("--seconds=N");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run moods",
                "run clean-words",
                "run fitness-join",
                "run ad-impressions",
                "run sliding-counts",
                "run custom-receiver"
            })
    void everyProgramRunsToItsEnd(String command) {
        assertThat(execute(command + " --batch-interval 50ms --seconds 1")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .containsPattern("stopped in \\d+ ms; nothing was left undone$");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theDemoIsComparedWithAPlainComputation() {
        assertThat(execute("demo --brief --check --batch-interval 100ms --seconds 3"))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .containsPattern("checked [0-9,]+ lines, \\d+ windows, \\d+ alerts: nothing lost, nothing twice,"
                        + " all as a plain computation gives it$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --window 1s --slide 100ms"})
    void wordsOfFilesAreCounted(String window, @TempDir Path directory) throws Exception {
        Path text = Files.writeString(directory.resolve("text.txt"), "to be or not to be\n");

        assertThat(execute("run wordcount --batch-interval 100ms --top 3 --seconds 2 --files " + text.getParent()
                        + window))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().skip(1).limit(3))
                .containsExactly("         2  be", "         2  to", "         1  not");
    }

    @Test
    void aBatchOfAProgramIsRunAgainFromItsDirectory(@TempDir Path directory) {
        Path job = directory.resolve("job");
        assertThat(execute("run sliding-counts --batch-interval 100ms --seconds 1 --checkpoint " + job))
                .isZero();
        assertThat(execute("inspect " + job)).isZero();
        assertThat(execute("verify " + job)).isZero();
        assertThat(execute("replay " + job + " --batch 1 sliding-counts --batch-interval 100ms"))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("rules", "none damaged or missing")
                .containsPattern("batch 1 of \\S+ again, from the start of the job\\R"
                        + "output 0, foreachRdd at SlidingCounts.java:\\d+, would get (nothing|\\d+ records?)");
    }

    private int execute(String arguments) {
        CommandLine commandLine =
                Launcher.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments.isBlank() ? new String[0] : arguments.split(" "));
    }
}
