package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.error.OperatorException;
import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;
import dev.sluice.sink.Sinks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sinks that a program defines itself. */
class SinkTest {
    private static final FailurePolicy AGAIN = FailurePolicy.retry(1, Duration.ZERO);

    /** A table that keeps rows by the key of their partition, and so is idempotent; tells all that is done to it. */
    private static final class Table {
        private final Map<String, List<Object>> rows = new ConcurrentHashMap<>();
        private final Map<String, List<Object>> staged = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        private final AtomicInteger open = new AtomicInteger();

        Map<String, List<Object>> sorted() {
            return new TreeMap<>(rows);
        }
    }

    /** Writes into a table; fails at the first call of the method that it is told to fail at. */
    private static final class TableSink implements Sink<Object> {
        private static final long serialVersionUID = 1L;

        private final transient Table table;
        private final String failing;
        private final AtomicInteger failures = new AtomicInteger(1);

        TableSink(Table table, String failing) {
            this.table = table;
            this.failing = failing;
        }

        private void call(String method, String details) {
            table.calls.add(method + " " + details);
            if (method.equals(failing) && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("no connection at " + method);
            }
        }

        @Override
        public String name() {
            return "a table";
        }

        @Override
        public Delivery delivery() {
            return Delivery.TRANSACTIONAL;
        }

        @Override
        public void prepare(OutputKey key, int partitions) {
            call("prepare", key + " " + partitions);
        }

        @Override
        public Writer<Object> open(OutputKey key, int partition, int partitions) {
            call("open", key.partition(partition));
            table.open.incrementAndGet();
            List<Object> records = new ArrayList<>();
            return new Writer<>() {
                @Override
                public void write(Object record) {
                    call("write", String.valueOf(record));
                    records.add(record);
                }

                @Override
                public String stage() {
                    call("stage", key.partition(partition));
                    table.staged.put(key.partition(partition), records);
                    return key.partition(partition);
                }

                @Override
                public void close() {
                    table.open.decrementAndGet();
                    call("close", key.partition(partition));
                }
            };
        }

        @Override
        public void publish(OutputKey key, List<String> receipts) {
            call("publish", key + " " + receipts);
            receipts.forEach(receipt -> table.rows.put(receipt, table.staged.get(receipt)));
        }

        @Override
        public void abandon(OutputKey key) {
            table.staged.clear();
            call("abandon", key.toString());
        }

        @Override
        public void close() {
            call("end", "");
        }
    }

    private final Table table = new Table();

    private void run(String failing, FailurePolicy policy) throws InterruptedException {
        try (Job job = new Job(builder -> builder.failures(policy))) {
            job.stream(List.of(List.of("a", "b"), List.of(), List.of("c")), List.of(), List.of(List.of("d")))
                    .to(new TableSink(table, failing));
            job.run(3);
            job.end();
        }
    }

    private void assertWrittenOnce() {
        assertThat(table.sorted())
                .containsExactly(
                        entry("job/1-1000/0/0", List.of("a", "b")),
                        entry("job/1-1000/0/2", List.of("c")),
                        entry("job/3-3000/0/0", List.of("d")));
        assertThat(table.open).hasValue(0);
    }

    private List<String> calls(String method) {
        return table.calls.stream().filter(call -> call.startsWith(method)).toList();
    }

    @Test
    void eachPartitionIsStagedAndEachBatchPublishedInOrder() throws InterruptedException {
        run("nothing", FailurePolicy.stop());
        assertWrittenOnce();
        assertThat(calls("publish"))
                .containsExactly(
                        "publish job/1-1000/0 [job/1-1000/0/0, job/1-1000/0/2]",
                        "publish job/2-2000/0 []",
                        "publish job/3-3000/0 [job/3-3000/0/0]");
        assertThat(calls("abandon")).isEmpty();
    }

    @Test
    void eachBatchIsPreparedWithTheNumberOfItsPartitionsAndTheSinkIsLetGoAtTheEnd() throws InterruptedException {
        run("nothing", FailurePolicy.stop());
        assertThat(calls("prepare"))
                .containsExactly("prepare job/1-1000/0 3", "prepare job/2-2000/0 0", "prepare job/3-3000/0 1");
        assertThat(table.calls).last().isEqualTo("end ");
        assertThat(calls("end")).hasSize(1);
    }

    @Test
    void aSinkIsLetGoOnceHoweverTheRunEnds() {
        for (String method : List.of("write", "end")) {
            table.calls.clear();
            try {
                run(method, FailurePolicy.stop());
            } catch (OperatorException | InterruptedException expected) {
                assertThat(method).isEqualTo("write");
            }
            assertThat(calls("end")).as(method).hasSize(1);
        }
    }

    @Test
    void aPartitionWithoutRecordsIsNotOpened() throws InterruptedException {
        run("nothing", FailurePolicy.stop());
        assertThat(calls("open"))
                .containsExactlyInAnyOrder("open job/1-1000/0/0", "open job/1-1000/0/2", "open job/3-3000/0/0");
    }

    @Test
    void whateverFailsTheBatchIsWrittenOnceWhenItRunsAgain() throws InterruptedException {
        for (String method : List.of("prepare", "open", "write", "stage", "close", "publish")) {
            table.rows.clear();
            table.calls.clear();
            run(method, AGAIN);
            assertWrittenOnce();
            assertThat(calls("abandon")).as(method).containsExactly("abandon job/1-1000/0");
        }
    }

    @Test
    void aRecordThatCannotBeWrittenIsNamedWithTheProgramLine() {
        assertThatThrownBy(() -> run("write", FailurePolicy.stop()))
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching("to at SinkTest\\.java:\\d+ failed on record [abc]:"
                        + " java\\.lang\\.IllegalStateException: no connection at write");
        assertThat(table.open).hasValue(0);
    }

    @Test
    void otherFailuresAreNamedWithTheProgramLine() {
        for (String method : List.of("prepare", "open", "stage", "close", "publish")) {
            assertThatThrownBy(() -> run(method, FailurePolicy.stop()))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageMatching("to at SinkTest\\.java:\\d+ failed:"
                            + " java\\.lang\\.IllegalStateException: no connection at " + method);
            assertThat(table.open).hasValue(0);
        }
    }

    @Test
    void aRecordThatCannotBeWrittenIsNeverQuarantined() {
        assertThatThrownBy(() -> run("write", FailurePolicy.quarantineRecords()))
                .isInstanceOf(OperatorException.class);
        assertThat(table.rows).isEmpty();
    }

    @Test
    void aFailureWhileAbandoningIsToldBesideTheFirst() {
        Sink<Object> sink = new Sink<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public String name() {
                return "nowhere";
            }

            @Override
            public Delivery delivery() {
                return Delivery.IDEMPOTENT;
            }

            @Override
            public Writer<Object> open(OutputKey key, int partition, int partitions) {
                throw new IllegalStateException("first");
            }

            @Override
            public void abandon(OutputKey key) {
                throw new IllegalStateException("second");
            }
        };
        try (Job job = new Job()) {
            job.stream(List.of(List.of(1))).to(sink);
            job.run(1);
            assertThatThrownBy(job::end)
                    .hasMessageContaining("first")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("second"));
        }
    }

    @Test
    void twoOutputsHaveTwoKeys() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).to(new TableSink(table, "nothing"));
            job.stream(List.of(List.of("b")))
                    .mapToPair(word -> KeyValue.of(word, 1))
                    .to(new TableSink(table, "nothing"));
            job.run(1);
        }
        assertThat(table.sorted())
                .containsExactly(
                        entry("job/1-1000/0/0", List.of("a")), entry("job/1-1000/1/0", List.of(KeyValue.of("b", 1))));
    }

    @Test
    void theExplanationSaysWhereItGoesAndHowOften() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).to(new TableSink(table, "nothing"));
            job.stream(List.of(List.of("a"))).to(Sinks.forEach(record -> {}));
            assertThat(job.context.explain())
                    .containsPattern(
                            "output 0: to at SinkTest\\.java:\\d+, writes a table; exactly once: a batch becomes"
                                    + " visible together with the mark that it arrived\n")
                    .containsPattern("output 1: to at SinkTest\\.java:\\d+, writes records one by one; at least once: a"
                            + " batch that is run again arrives again\n");
        }
    }

    @Test
    void forEachActsOnEachRecord() {
        ConcurrentLinkedQueue<Object> seen = new ConcurrentLinkedQueue<>();
        try (Job job = new Job()) {
            job.stream(List.of(List.of(1, 2), List.of(3))).to(Sinks.forEach(seen::add));
            job.run(1);
        }
        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void forEachNamesTheRecordItFailsOn() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of(1, 0)))
                    .to(Sinks.forEach(n -> assertThat(1 / n).isPositive()));
            job.run(1);
            assertThatThrownBy(job::end)
                    .isInstanceOf(OperatorException.class)
                    .hasMessageMatching("to at SinkTest\\.java:\\d+ failed on record 0: .*");
        }
    }
}
