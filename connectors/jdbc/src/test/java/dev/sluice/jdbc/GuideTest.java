package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.postgresserver.PostgresServer;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the guide shows of databases. */
class GuideTest {
    private static final Database DATABASE = Database.SHARED;

    private final String url = DATABASE.server().url();
    private final String user = PostgresServer.USER;
    private final String password = PostgresServer.PASSWORD;

    @Test
    void countsAndSalesAreWritten() {
        DATABASE.table("counts", "word text primary key, n bigint");
        DATABASE.table("stock", "article text primary key, n bigint");
        DATABASE.execute("insert into stock values ('pen', 10)");
        try (StreamTester tester = StreamTester.create()) {
            DStream<KeyValue<String, Long>> counts =
                    tester.input(List.of(KeyValue.of("ada", 1L)), List.of(KeyValue.of("ada", 2L)));
            DStream<String> sales = tester.input(List.of("pen", "pen"));
            // snippet: jdbc-sink
            JdbcDatabase database = JdbcDatabase.at(url).user(user, password);
            counts.to(JdbcSink.<KeyValue<String, Long>>table(database, "counts")
                    .key("word", KeyValue::key)
                    .column("n", KeyValue::value));
            // end
            // snippet: jdbc-statement
            sales.to(JdbcSink.statement(
                    database,
                    "update stock set n = n - 1 where article = ?",
                    (row, article) -> row.setString(1, article)));
            // end
            tester.runBatches(2);
        }
        assertThat(DATABASE.rows("select * from counts")).containsExactly("ada 2");
        assertThat(DATABASE.rows("select * from stock")).containsExactly("pen 8");
    }

    @Test
    void readingsFindTheirPlace() {
        DATABASE.table("sensors", "sensor text primary key, place text");
        DATABASE.execute("insert into sensors values ('a', 'roof')");
        JdbcDatabase database = DATABASE.reached();
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Double> readings = tester.pairInput(List.of(KeyValue.of("a", 20.5)));
            // snippet: jdbc-lookup
            JdbcLookup<String, String> places = JdbcLookup.<String, String>query(
                            database,
                            "select sensor, place from sensors",
                            row -> KeyValue.of(row.getString(1), row.getString(2)))
                    .refreshEvery(Duration.ofMinutes(5));
            PairDStream<String, Pair<Double, Optional<String>>> placed = places.leftOuterJoin(readings);
            // end
            Collected<KeyValue<String, Pair<Double, Optional<String>>>> found = tester.collect(placed);
            tester.runBatches(1);

            assertThat(found.all()).containsExactly(KeyValue.of("a", Pair.of(20.5, Optional.of("roof"))));
        }
    }
}
