package dev.sluice.examples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program of the README, run as it stands there. */
@Timeout(60)
class ReadmeTest {
    private final PrintStream standardOut = System.out;

    @AfterEach
    void giveTheOutputBack() {
        System.setOut(standardOut);
    }

    @Test
    void theProgramCountsTheWordsOfASocket() throws Exception {
        CountDownLatch counted = new CountDownLatch(1);
        System.setOut(new PrintStream(new WatchedOutput("(be, 2)", counted), true));
        try (ServerSocket server = serverOnThePortOfTheReadme()) {
            Thread program = new Thread(ReadmeTest::runUntilInterrupted, "program");
            program.start();
            try (Socket client = server.accept()) {
                client.getOutputStream().write("to be or not to be\n".getBytes(UTF_8));
                counted.await();
                program.interrupt();
                program.join();
            }
        }
        assertThat(counted.getCount()).isZero();
    }

    private static ServerSocket serverOnThePortOfTheReadme() throws IOException {
        try {
            return new ServerSocket(9999, 1, InetAddress.getByName("localhost"));
        } catch (IOException taken) {
            return abort("port 9999 is in use by another program: " + taken.getMessage());
        }
    }

    private static void runUntilInterrupted() {
        try {
            countWords();
        } catch (InterruptedException theEndOfTheTest) {
            Thread.currentThread().interrupt();
        }
    }

    private static void countWords() throws InterruptedException {
        // snippet: word-count
        try (StreamingContext ssc = StreamingContext.builder("word-count")
                .batchInterval(Duration.ofMillis(100))
                .build()) {
            DStream<String> lines = ssc.socketTextStream("localhost", 9999);
            lines.flatMap(line -> List.of(line.split(" ")))
                    .mapToPair(word -> KeyValue.of(word, 1L))
                    .reduceByKeyAndWindow(Long::sum, Duration.ofSeconds(30), Duration.ofSeconds(1))
                    .print();
            ssc.start();
            ssc.awaitTermination();
        }
        // end
    }

    /** Says when a text was printed. */
    private static final class WatchedOutput extends OutputStream {
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        private final String text;
        private final CountDownLatch found;

        WatchedOutput(String text, CountDownLatch found) {
            this.text = text;
            this.found = found;
        }

        @Override
        public synchronized void write(int character) {
            printed.write(character);
            if (printed.toString(UTF_8).endsWith(text)) {
                found.countDown();
            }
        }
    }
}
