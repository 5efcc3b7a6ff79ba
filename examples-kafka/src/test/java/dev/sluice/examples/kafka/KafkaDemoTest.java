package dev.sluice.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaDemoTest {
    @TempDir
    private Path directory;

    @Test
    void theProgramTheBrokerAndTheDatabaseAreKilledOrStandStillAndTheResultsAreRight()
            throws IOException, InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        boolean good =
                new KafkaDemo(Path.of(System.getProperty("sluice.home")), 6, 3, 2, 1_000, 280, out).run(directory);

        assertThat(good).as(said.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "--- kill -9 of the program",
                        "--- kill -9 of the broker",
                        "--- kill -9 of the database",
                        "--- the program stands still",
                        "--- the program that stood still found that it was replaced, and ended",
                        "--- the broker stands still");
    }

    @Test
    void whatIsLostOrDoubledIsFound() {
        Findings findings = new Findings();
        findings.add(new Payment("till-0", 0, "shop-01", 5));
        findings.add(new Payment("till-0", 2, "shop-01", 7));
        findings.total("shop-01", new Turnover(1, 5));
        findings.total("shop-01", new Turnover(1, 5));
        findings.compareTotals();

        assertThat(findings.wrong())
                .containsExactly(
                        "till-0 itself sent 2 where 1 was next",
                        "the total of shop-01 was Turnover[payments=1, cents=5], and then Turnover[payments=1, cents=5]",
                        "the last total of shop-01 is Turnover[payments=1, cents=5], but its payments come to"
                                + " Turnover[payments=2, cents=12]");
        assertThat(findings.areGood()).isFalse();
    }
}
