package dev.sluice.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed after ./sluice submit, and what spark-submit gets of it. */
class SubmissionTest {
    private static final Path JAR = Path.of("/lib/examples.jar");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "moods|/lib/examples.jar moods",
                "--master spark://h:7077 moods --seconds 3|--master spark://h:7077 /lib/examples.jar moods --seconds 3",
                "--master=yarn --verbose moods|--master yarn --verbose /lib/examples.jar moods",
                "--master spark:local[2] moods|--master local[2] /lib/examples.jar moods",
                "--conf a=b --conf=c=d moods|--conf a=b --conf c=d /lib/examples.jar moods",
                "--class My hdfs://h/p.jar --class x|--class My hdfs://h/p.jar --class x"
            })
    void whatIsTypedBecomesACommandLineOfSpark(String typed, String given) {
        assertThat(Submission.of(List.of(typed.split(" "))).commandLine(JAR)).containsExactly(given.split(" "));
    }

    @Test
    void aJarStaysWhereItIs(@TempDir Path directory) throws Exception {
        Path jar = Files.createFile(directory.resolve("p.jar"));

        assertThat(Submission.of(List.of(jar.toString(), "--seconds", "3")).commandLine(JAR))
                .containsExactly(jar.toString(), "--seconds", "3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--master yarn|say what is to run: a jar, or one of the examples demo, wordcount, ",
                "--master|the option --master needs a value",
                "bogus|there is no example 'bogus'; there is demo, wordcount, ",
                "--class My moods|--class names the program in a jar; 'moods' is an example",
                "/no/such.jar|there is no jar /no/such.jar; build it first, with Sluice and without Spark in it"
            })
    void whatCannotBeStartedIsRefusedWithAReason(String typed, String reason) {
        assertThatThrownBy(() -> Submission.of(List.of(typed.split(" "))))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void theHelpNamesEveryExampleInShortLines() {
        assertThat(Submission.help()).contains(Examples.names());
        assertThat(Submission.help().lines()).allMatch(line -> line.length() <= 80);
    }
}
