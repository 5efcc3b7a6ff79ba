package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.error.FencedException;
import dev.sluice.error.OutputConflictException;
import dev.sluice.postgresserver.PostgresServer;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import dev.sluice.storage.Durability;
import dev.sluice.testkit.StreamTester;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What is in a table after batches, attempts and runs, one beside the other or one after the other. */
class JdbcSinkTest {
    private static final Database DATABASE = Database.SHARED;

    private final List<JdbcSink<String>> sinks = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (JdbcSink<String> sink : sinks) {
            sink.close();
        }
    }

    /** A sink of a process of its own, with plain inserts. */
    private JdbcSink<String> sink(String table) {
        JdbcSink<String> sink =
                JdbcSink.<String>table(DATABASE.reached(), table).column("value", value -> value);
        sinks.add(sink);
        return sink;
    }

    private static String table(String name) {
        DATABASE.table(name, "value text");
        return name;
    }

    private static List<String> values(String table) {
        return DATABASE.rows("select value from " + table + " order by value");
    }

    private static OutputKey key(String job, long epoch, int batch) {
        return new OutputKey(
                new RunId(job, epoch, Durability.POWER),
                new Batch(batch, Instant.ofEpochSecond(batch), Duration.ofSeconds(1), 1),
                0);
    }

    /** Writes partitions of a batch, each with these values. */
    private static void write(JdbcSink<String> sink, OutputKey key, String... partitions) throws Exception {
        sink.prepare(key, partitions.length);
        for (int partition = 0; partition < partitions.length; partition++) {
            Sink.Writer<String> writer = sink.open(key, partition, partitions.length);
            writer.write(partitions[partition]);
            writer.stage();
            writer.close();
        }
    }

    @Test
    void recordsBecomeRowsOrChangeThem() {
        DATABASE.table("counts", "word text primary key, n bigint");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(
                            List.of(KeyValue.of("ada", 1L), KeyValue.of("bob", 1L)),
                            List.of(KeyValue.of("ada", 2L)),
                            List.of(KeyValue.of("eve", 1L)))
                    .to(JdbcSink.<KeyValue<String, Long>>table(DATABASE.reached(), "counts")
                            .key("word", KeyValue::key)
                            .column("n", KeyValue::value));
            tester.runBatches(3);
        }
        assertThat(DATABASE.rows("select * from counts order by word")).containsExactly("ada 2", "bob 1", "eve 1");
    }

    @Test
    void connectionsMayComeFromADataSource() {
        String table = table("sourced");
        String url = DATABASE.server().url();
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a"), List.of("b"))
                    .to(JdbcSink.<String>table(
                                    JdbcDatabase.from(url, () -> {
                                        PGSimpleDataSource source = new PGSimpleDataSource();
                                        source.setUrl(url);
                                        source.setUser(PostgresServer.USER);
                                        source.setPassword(PostgresServer.PASSWORD);
                                        return source;
                                    }),
                                    table)
                            .column("value", value -> value));
            tester.runBatches(2);
        }
        assertThat(values(table)).containsExactly("a", "b");
    }

    @Test
    void aStatementOfOnesOwnIsExecutedForEachRecord() {
        DATABASE.table("stock", "article text primary key, n integer");
        DATABASE.execute("insert into stock values ('pen', 10), ('cup', 5)");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("pen", "cup", "pen"), List.of("pen"))
                    .to(JdbcSink.<String>statement(
                                    DATABASE.reached(),
                                    "update stock set n = n - 1 where article = ?",
                                    (statement, article) -> statement.setString(1, article))
                            .rowsAtOnce(2));
            tester.runBatches(2);
        }
        assertThat(DATABASE.rows("select * from stock order by article")).containsExactly("cup 4", "pen 7");
    }

    @Test
    void valuesThatDriversDoNotKnowBecomeThoseThatTheyDo() {
        DATABASE.table("kinds", "moment timestamptz, day text, seven integer, none integer, nothing text");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a"))
                    .to(JdbcSink.<String>table(DATABASE.reached(), "kinds")
                            .column("moment", any -> Instant.ofEpochSecond(60))
                            .column("day", any -> DayOfWeek.FRIDAY)
                            .column("seven", any -> Optional.of(7))
                            .column("none", any -> Optional.empty())
                            .column("nothing", any -> null));
            tester.runBatches(1);
        }
        assertThat(DATABASE.rows("select moment at time zone 'UTC', day, seven, none, nothing from kinds"))
                .containsExactly("1970-01-01 00:01:00 FRIDAY 7 null null");
    }

    @Test
    void nothingIsSeenBeforeItsPartitionIsStaged() throws Exception {
        String table = table("unseen");
        JdbcSink<String> sink = sink(table).rowsAtOnce(1);
        OutputKey key = key("unseen", 1, 1);
        sink.prepare(key, 1);
        Sink.Writer<String> writer = sink.open(key, 0, 1);
        writer.write("a");
        assertThat(values(table)).isEmpty();
        writer.stage();
        writer.close();

        assertThat(values(table)).containsExactly("a");
    }

    @Test
    void whatWasNotStagedIsNeverSeen() throws Exception {
        String table = table("broken_off");
        JdbcSink<String> sink = sink(table).rowsAtOnce(1);
        OutputKey key = key("broken-off", 1, 1);
        sink.prepare(key, 1);
        Sink.Writer<String> writer = sink.open(key, 0, 1);
        writer.write("a");
        writer.close();
        write(sink, key, "again");

        assertThat(values(table)).containsExactly("again");
    }

    @Test
    void aPartitionThatWasWrittenIsPassedOverInTheSameRunAndInTheNext() throws Exception {
        String table = table("repeated");
        JdbcSink<String> first = sink(table);
        write(first, key("repeated", 1, 1), "1a", "1b");
        write(first, key("repeated", 1, 2), "2a", "2b");
        write(first, key("repeated", 1, 2), "2a", "2b");
        JdbcSink<String> second = sink(table);
        write(second, key("repeated", 2, 1), "1a", "1b");
        write(second, key("repeated", 2, 2), "2a", "2b");
        write(second, key("repeated", 2, 3), "3a", "3b");

        assertThat(values(table)).containsExactly("1a", "1b", "2a", "2b", "3a", "3b");
    }

    @Test
    void onlyThePartitionsThatWereNotWrittenAreWrittenWhenABatchRunsAgain() throws Exception {
        String table = table("in_part");
        OutputKey key = key("in-part", 1, 1);
        JdbcSink<String> first = sink(table);
        first.prepare(key, 2);
        Sink.Writer<String> writer = first.open(key, 1, 2);
        writer.write("b");
        writer.stage();
        write(sink(table), key("in-part", 2, 1), "a", "b");

        assertThat(values(table)).containsExactly("a", "b");
    }

    @Test
    void aBatchWrittenInPartIsNotWrittenOnWithOtherPartitions() throws Exception {
        String table = table("divided");
        write(sink(table), key("divided", 1, 1), "a", "b");
        JdbcSink<String> next = sink(table);
        assertThatThrownBy(() -> write(next, key("divided", 2, 1), "a", "b", "c"))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageStartingWith("jdbc table divided at jdbc:postgresql://127.0.0.1:")
                .hasMessageEndingWith("/postgres: the batch of 1000 ms was written in part, in 2 partitions, and has 3"
                        + " now; what is written stays as it is. Run it with as many as before, by the parallelism of the"
                        + " program or repartition(2)");
        write(next, key("divided", 2, 2), "c", "d", "e");

        assertThat(values(table)).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aRunThatStoodStillInATransactionCommitsNothingOnceAnotherHasTakenOver() throws Exception {
        String table = table("stood_still");
        JdbcSink<String> old = sink(table).rowsAtOnce(1);
        OutputKey key = key("stood-still", 1, 1);
        old.prepare(key, 3);
        Sink.Writer<String> writer = old.open(key, 2, 3);
        writer.write("late");
        sink(table).prepare(key("stood-still", 2, 1), 1);

        assertThatThrownBy(writer::stage)
                .isInstanceOf(FencedException.class)
                .hasMessageEndingWith("/postgres: run 2 of stood-still has taken over this output from run 1, which"
                        + " writes no more");
        writer.close();
        assertThat(values(table)).isEmpty();
    }

    @Test
    void aRunThatWasTakenOverBeginsNothingMore() throws Exception {
        String table = table("overtaken");
        JdbcSink<String> old = sink(table);
        write(old, key("overtaken", 1, 1), "a");
        JdbcSink<String> oldOfAnotherProcess = sink(table);
        write(sink(table), key("overtaken", 2, 2), "b");

        for (JdbcSink<String> each : List.of(old, oldOfAnotherProcess)) {
            assertThatThrownBy(() -> each.open(key("overtaken", 1, 3), 0, 1)).isInstanceOf(FencedException.class);
            assertThatThrownBy(() -> each.prepare(key("overtaken", 1, 3), 100)).isInstanceOf(FencedException.class);
        }
        assertThat(values(table)).containsExactly("a", "b");
    }

    @Test
    void theSlowerOfTwoAttemptsWritesNothingAndIsContent() throws Exception {
        String table = table("attempts");
        OutputKey key = key("attempts", 1, 1);
        sink(table).prepare(key, 1);
        Sink.Writer<String> slow = sink(table).open(key, 0, 1);
        slow.write("a");
        write(sink(table), key, "a");
        slow.stage();
        slow.close();

        assertThat(values(table)).containsExactly("a");
    }

    @Test
    void twoJobsAndTwoOutputsShareATableOfMarks() throws Exception {
        String table = table("shared");
        for (int batch = 1; batch <= 2; batch++) {
            write(sink(table), key("one", 1, batch), "one " + batch);
            write(sink(table), key("other", 1, batch), "other " + batch);
            OutputKey first = key("one", 1, batch);
            write(sink(table), new OutputKey(first.run(), first.batch(), 1), "second " + batch);
        }
        assertThat(values(table)).containsExactly("one 1", "one 2", "other 1", "other 2", "second 1", "second 2");
    }

    @Test
    void programsWithoutADirectoryDoNotDisturbEachOtherAndLeaveNoMarks() throws Exception {
        String table = table("passing");
        JdbcSink<String> one = sink(table).marks("passing_marks");
        JdbcSink<String> other = sink(table).marks("passing_marks");
        for (int batch = 1; batch <= 2; batch++) {
            write(one, key("passing", 0, batch), "one " + batch);
            write(other, key("passing", 0, batch), "other " + batch);
        }
        assertThat(DATABASE.rows("select count(*) from passing_marks")).containsExactly("4");
        one.close();
        other.close();

        assertThat(values(table)).containsExactly("one 1", "one 2", "other 1", "other 2");
        assertThat(DATABASE.rows("select count(*) from passing_marks")).containsExactly("0");
    }

    @Test
    void theNewestBatchOfAJobIsKnown() throws Exception {
        JdbcSink<String> sink = sink(table("newest")).marks("newest_marks");
        assertThat(sink.newest("newest")).isEmpty();
        write(sink, key("newest", 1, 3), "a", "b");
        write(sink, key("newest", 1, 5), "c");

        assertThat(sink.newest("newest")).contains(Instant.ofEpochSecond(5));
        assertThat(sink.newest("newes")).isEmpty();
        assertThat(sink.atLeastOnce().newest("newest")).isEmpty();
    }

    @Test
    void cheaperSinksWriteAgainWhatRunsAgain() throws Exception {
        DATABASE.table("cheaper", "value text primary key, n integer");
        String plain = table("cheaper_plain");
        JdbcSink<String> upsert = JdbcSink.<String>table(DATABASE.reached(), "cheaper")
                .key("value", value -> value)
                .column("n", String::length)
                .idempotent();
        JdbcSink<String> insert = sink(plain).atLeastOnce();
        sinks.add(upsert);
        for (int attempt = 0; attempt < 2; attempt++) {
            write(upsert, key("cheaper", 1, 1), "a", "bb");
            write(insert, key("cheaper", 1, 1), "a", "bb");
        }
        assertThat(DATABASE.rows("select * from cheaper order by value")).containsExactly("a 1", "bb 2");
        assertThat(values(plain)).containsExactly("a", "a", "bb", "bb");
    }
}
