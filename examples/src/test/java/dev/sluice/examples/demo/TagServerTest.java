package dev.sluice.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.SystemClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TagServerTest {
    @Test
    void whoeverConnectsHearsTheTagsFromTheirFirstReadingOn() throws IOException {
        try (TagServer server = new TagServer(new TagField(2), 1_000, new SystemClock())) {
            List<Reading> first = listen(server);

            assertThat(first).extracting(Reading::tag).startsWith("tag-01").endsWith("tag-02");
            assertThat(listen(server)).isEqualTo(first);
        }
    }

    private static List<Reading> listen(TagServer server) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            return lines.lines().limit(20).map(Reading::of).toList();
        }
    }
}
