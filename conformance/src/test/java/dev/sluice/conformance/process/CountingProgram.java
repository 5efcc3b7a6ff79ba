package dev.sluice.conformance.process;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.error.FencedException;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A word count as a process: lines of a number and a word come in, and how often each word was there so far goes out.
 *
 * <p>It is led by lines on its standard input, {@code go}, {@code hold}, {@code release}, {@code exhaust} and {@code hoard},
 * after which the next record takes all memory, and {@code stop} with a deadline in ms, and says what happens on its standard output. It stops gracefully where the input ends.
 */
final class CountingProgram {
    /** The exit status of a run that another has taken over from. */
    static final int FENCED = 5;

    /** The exit status of a run that failed otherwise. */
    static final int FAILED = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);

    private final CountingSettings settings;
    private final Gate gate = new Gate(CountingProgram::say);

    private CountingProgram(CountingSettings settings) {
        this.settings = settings;
    }

    public static void main(String[] words) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        say("ready");
        if ("go".equals(commands.readLine())) {
            int status = new CountingProgram(CountingSettings.parse(words)).run(commands);
            System.exit(status);
        }
    }

    private int run(BufferedReader commands) throws InterruptedException {
        try (StreamingContext ssc = context()) {
            Counting counting = new Counting(settings.output(), gate);
            counting.count(settings.isOfLines() ? received(ssc) : ssc.textFileStream(settings.sourceDirectory()));
            say("starts");
            ssc.start();
            say("started");
            obeying(commands, ssc).start();
            ssc.awaitTermination();
            say("ended " + ssc.stop());
            return 0;
        } catch (FencedException fenced) {
            say("fenced " + fenced.getMessage());
            return FENCED;
        } catch (RuntimeException failure) {
            say("failed " + failure);
            return FAILED;
        }
    }

    private StreamingContext context() {
        return StreamingContext.builder("counting")
                .batchInterval(Duration.ofMillis(20))
                .master("local[2]")
                .checkpoint(settings.checkpoint())
                .durability(settings.durability())
                .snapshotInterval(Duration.ofMillis(100))
                .stopGracefullyOnShutdown(true)
                .haltOnOutOfMemory(Boolean.getBoolean("halts"))
                .listener(new Teller())
                .build();
    }

    /** What the server sent, without what it sent again. */
    private DStream<String> received(StreamingContext ssc) {
        return ssc.receiverStream(new LineReceiver(Integer.parseInt(settings.source())))
                .mapToPair(line -> KeyValue.of("server", line))
                .mapWithState(Once.SPEC)
                .id("once");
    }

    private Thread obeying(BufferedReader commands, StreamingContext ssc) {
        Thread obeying = new Thread(() -> obey(commands, ssc), "commands");
        obeying.setDaemon(true);
        return obeying;
    }

    private void obey(BufferedReader commands, StreamingContext ssc) {
        try {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                switch (line) {
                    case "hold" -> gate.close();
                    case "release" -> gate.open();
                    case "exhaust" -> gate.before("exhausts", Hoard::take);
                    case "hoard" -> gate.before("hoards", Hoard::keep);
                    default -> stop(ssc, Duration.ofMillis(Long.parseLong(line.replace("stop ", ""))));
                }
            }
            stop(ssc, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(StreamingContext ssc, Duration timeout) {
        new Thread(() -> ssc.stop(true, timeout), "stop").start();
    }

    private static void say(String line) {
        OUT.println(line.replace('\n', ' '));
    }

    private static final class Teller implements StreamingListener {
        @Override
        public void onRecovered(RecoveryReport report) {
            say("recovered " + report.epoch() + " " + report.batchesAgain());
        }

        @Override
        public void onBatchCompleted(BatchInfo batch) {
            Optional<Throwable> failure = batch.failure();
            say(
                    failure.isEmpty()
                            ? "batch " + batch.batch().id() + " " + batch.records()
                            : "broken " + failure.get().getMessage());
        }
    }
}
