package dev.sluice.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulletinTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Bulletin bulletin =
            new Bulletin(new PrintStream(written, false, StandardCharsets.UTF_8), ZoneOffset.UTC);

    @Test
    void resultsStandUnderTheTimeOfTheirBatch() {
        post(61, List.of("a", 2));

        assertThat(lines()).containsExactly("00:01:01", "  a", "  2");
    }

    @Test
    void whatDoesNotChangeIsSaidOnce() {
        post(1, List.of("a"));
        post(2, List.of("a"));
        post(3, List.of("b"));
        post(4, List.of("a"));

        assertThat(lines()).containsExactly("00:00:01", "  a", "00:00:03", "  b", "00:00:04", "  a");
    }

    @Test
    void nothingIsNoNews() {
        post(1, List.of());
        post(2, List.of("a"));
        post(3, List.of());
        post(4, List.of("a"));

        assertThat(lines()).containsExactly("00:00:02", "  a", "00:00:04", "  a");
    }

    private void post(long second, List<?> results) {
        bulletin.post(new Batch(second, Instant.ofEpochSecond(second), Duration.ofSeconds(1), 1), results);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
