package dev.sluice.examples.kafka;

import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.PartitionInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.jdbc.JdbcDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The program as a process: tells how far it is once a second, and stops when its input ends. */
final class PaymentsProcess {
    private static final Duration BATCH = Duration.ofMillis(100);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);
    private static final int RETRIES = 1_000;

    private PaymentsProcess() {}

    /** Runs it; the arguments are where clients of Kafka begin, the directory of the run, and the database with its user. */
    public static void main(String[] arguments) throws InterruptedException {
        // snippet: payments-context
        try (StreamingContext ssc = StreamingContext.builder("payments")
                .batchInterval(BATCH)
                .checkpoint(Path.of(arguments[1]))
                .failures(FailurePolicy.retry(RETRIES, Duration.ofMillis(500)))
                .listener(new Progress())
                .build()) {
            // end
            Payments.define(ssc, arguments[0], JdbcDatabase.at(arguments[2]).user(arguments[3], arguments[4]));
            ssc.start();
            Thread ending = new Thread(() -> stopAtTheEndOfInput(ssc), "end of the input");
            ending.setDaemon(true);
            ending.start();
            ssc.awaitTermination();
        }
    }

    private static void stopAtTheEndOfInput(StreamingContext ssc) {
        try {
            while (System.in.read() != -1) {
                // whoever started it says nothing, and ends it by ending
            }
        } catch (IOException lost) {
            // that is an end too
        }
        ssc.stop(true);
    }

    private static final class Progress implements StreamingListener {
        private long records;
        private long toldMillis;

        @Override
        public void onBatchCompleted(BatchInfo batch) {
            if (batch.failure().isPresent()) {
                return;
            }
            records += batch.records();
            long now = batch.batch().timeMillis();
            if (now - toldMillis >= TOLD_EVERY.toMillis()) {
                toldMillis = now;
                List<Long> lags = batch.inputs().stream()
                        .flatMap(input -> input.partitions().stream())
                        .map(PartitionInfo::lag)
                        .toList();
                boolean again = lags.stream().anyMatch(lag -> lag < 0);
                System.out.println("batch " + batch.batch().id() + ": " + records + " payments; "
                        + (again ? "run again, as it was planned" : "the partitions are behind by " + lags));
            }
        }
    }
}
