package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.event.ReceiverInfo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiverNewsTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ReceiverNews news =
            new ReceiverNews(new PrintStream(written, false, StandardCharsets.UTF_8), "Start a server.");

    @Test
    void aProblemIsToldOnceForAsLongAsItStaysTheSame() {
        hear("cannot connect; starts again after 100 ms");
        hear("cannot connect; starts again after 200 ms");
        hear("connection closed; starts again after 100 ms");
        hear("cannot connect; starts again after 100 ms");

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "sluice: cannot connect; trying again. Start a server.",
                        "sluice: connection closed; trying again",
                        "sluice: cannot connect; trying again");
    }

    private void hear(String message) {
        news.onReceiverError(new ReceiverInfo(0, "socket", false, 1, message, Optional.empty(), ""));
    }
}
