package dev.sluice.conformance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.LocalStorage;
import dev.sluice.tool.MainClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {
    private static final String USE = "; use: replay DIR --batch N [--records N | --all] PROGRAM [ARGUMENT...]";

    @TempDir
    private Path home;

    private Path directory;

    @BeforeEach
    void aRun() {
        directory = home.resolve("job");
        Counting.main(new String[] {directory.toString()});
    }

    private Output replay(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "replay";
        all[1] = directory.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Output.of(new MainClass(), all);
    }

    @Test
    void aProgramIsRunAgainFromTheDirectoryWhateverItsOwnIs() {
        Map<String, byte[]> before = Directory.of(new LocalStorage(directory)).files();
        Path own = home.resolve("own");

        Output output = replay("--batch", "2", Counting.class.getName(), own.toString());

        assertThat(output.err()).isEmpty();
        assertThat(output.status()).isZero();
        assertThat(output.out().get(0)).isEqualTo("batch 2 of 1970-01-01T00:00:02Z again, from the start of the job");
        assertThat(output.out().get(1)).matches("output 0, foreachRdd at Counting.java:\\d+, would get 2 records");
        assertThat(output.out().subList(2, 5))
                .containsExactlyInAnyOrder(
                        "  partition 0, 2 records", "    (n\\u001b[2J0, 1)", "    (n\\u001b[2J1, 2)");
        assertThat(own).doesNotExist();
        assertThat(Directory.of(new LocalStorage(directory)).files()).containsExactlyEntriesOf(before);
    }

    @Test
    void soManyRecordsAreShown() {
        assertThat(replay("--batch", "1", "--records", "1", Counting.class.getName(), "x")
                        .out())
                .hasSize(5)
                .contains("    … and 1 more");
        assertThat(replay("--batch", "1", "--records", "0", "--all", Counting.class.getName(), "x")
                        .out())
                .hasSize(5)
                .doesNotContain("    … and 1 more");
    }

    @Test
    void aBatchThatIsNotRecordedEndsWithOne() {
        Output output = replay("--batch", "9", Counting.class.getName(), "x");

        assertThat(output.status()).isEqualTo(1);
        assertThat(output.err())
                .singleElement()
                .asString()
                .startsWith("sluice: batch 9 cannot be run again from '" + directory
                        + "': recorded are batches 1 to 3. Recorded are ");
        assertThat(output.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x|a program is missing",
                "--batch 1|a program is missing",
                "Program x|say which batch: --batch N",
                "--what Program|there is no option '--what' here"
            })
    void aWrongUseEndsWithTwoAndTheRightOne(String arguments, String reason) {
        String[] given = arguments.equals("x") ? new String[0] : arguments.split(" ");

        assertThat(replay(given)).isEqualTo(new Output(2, List.of(), List.of("sluice: " + reason + USE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--batch x P|--batch needs a whole number from 1 on, but was 'x'",
                "--batch 0 P|--batch needs a whole number from 1 on, but was '0'",
                "--batch|--batch needs a whole number from 1 on, but was given none",
                "--records -1 P|--records needs a whole number from 0 on, but was '-1'",
                "--batch 1 no.Program|there is no class 'no.Program' on the class path; give the name of a class with a main"
                        + " method, with its package",
                "--batch 1 java.lang.String|the class java.lang.String has no public static void main(String[])"
            })
    void whatIsNoNumberOrNoProgramEndsWithTwo(String arguments, String reason) {
        assertThat(replay(arguments.split(" "))).isEqualTo(new Output(2, List.of(), List.of("sluice: " + reason)));
    }

    @Test
    void aProgramThatStreamsNothingIsNoReplay() {
        Output output = Output.of((program, arguments) -> 0, "replay", directory.toString(), "--batch", "1", "P");

        assertThat(output)
                .isEqualTo(new Output(
                        1,
                        List.of(),
                        List.of("sluice: P ended and built no StreamingContext, so no batch was run again")));
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith("sluice.replay"));
    }

    @Test
    void aDirectoryThatIsEmptyIsNotAskedFurther() throws Exception {
        Path empty = Files.createDirectory(home.resolve("empty"));
        Output output = Output.of(new MainClass(), "replay", empty.toString(), "--batch", "1", "P");

        assertThat(output.status()).isEqualTo(2);
        assertThat(output.err()).singleElement().asString().contains("holds nothing of Sluice's");
    }
}
