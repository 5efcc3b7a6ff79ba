package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.PairDStream;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.postgresserver.PostgresServer;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcLookupTest {
    private static JdbcLookup<String, String> places(Database database) {
        return JdbcLookup.<String, String>query(
                        database.reached(),
                        "select sensor, place from sensors",
                        row -> KeyValue.of(row.getString(1), row.getString(2)))
                .refreshEvery(Duration.ofSeconds(2));
    }

    /** Four batches. */
    private static PairDStream<String, Integer> readings(StreamTester tester) {
        return tester.pairInput(batch(1), batch(2), batch(3), batch(4));
    }

    private static List<KeyValue<String, Integer>> batch(int number) {
        return List.of(KeyValue.of("a", number), KeyValue.of("b", 10 * number));
    }

    private static List<List<String>> sorted(Collected<?> collected) {
        return collected.batches().stream()
                .map(batch -> batch.stream().map(Object::toString).sorted().toList())
                .toList();
    }

    @Test
    void recordsFindTheRowOfTheirKeyWhichIsReadAnewAfterAWhile() {
        Database database = Database.SHARED;
        database.table("sensors", "sensor text primary key, place text");
        database.execute("insert into sensors values ('a', 'roof')");
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> readings = readings(tester);
            JdbcLookup<String, String> places = places(database);
            Collected<KeyValue<String, Pair<Integer, String>>> joined = tester.collect(places.join(readings));
            Collected<KeyValue<String, Pair<Integer, Optional<String>>>> all =
                    tester.collect(places.leftOuterJoin(readings));
            tester.runBatches(2);
            database.execute("insert into sensors values ('b', 'cellar')");
            database.execute("update sensors set place = 'garden' where sensor = 'a'");
            tester.runBatches(2);

            assertThat(sorted(joined))
                    .containsExactly(
                            List.of("(a, (1, roof))"),
                            List.of("(a, (2, roof))"),
                            List.of("(a, (3, roof))"),
                            List.of("(a, (4, garden))", "(b, (40, cellar))"));
            assertThat(sorted(all))
                    .containsExactly(
                            List.of("(a, (1, Optional[roof]))", "(b, (10, Optional.empty))"),
                            List.of("(a, (2, Optional[roof]))", "(b, (20, Optional.empty))"),
                            List.of("(a, (3, Optional[roof]))", "(b, (30, Optional.empty))"),
                            List.of("(a, (4, Optional[garden]))", "(b, (40, Optional[cellar]))"));
        }
    }

    @Test
    void aBatchWithoutRecordsReadsNothing() {
        try (StreamTester tester = StreamTester.create()) {
            JdbcLookup<String, String> nowhere =
                    JdbcLookup.query(JdbcDatabase.at("jdbc:postgresql://127.0.0.1:1/none"), "select", row -> null);
            PairDStream<String, Integer> readings = tester.pairInput(List.of());
            Collected<?> joined = tester.collect(nowhere.join(readings));
            Collected<?> all = tester.collect(nowhere.leftOuterJoin(readings));
            tester.runBatches(1);

            assertThat(joined.all()).isEmpty();
            assertThat(all.all()).isEmpty();
        }
    }

    @Test
    void whileTheDatabaseIsDownTheOldRowsServeOn() {
        Database mortal = Database.start();
        try (PostgresServer server = mortal.server();
                StreamTester tester = StreamTester.create()) {
            mortal.table("sensors", "sensor text primary key, place text");
            mortal.execute("insert into sensors values ('a', 'roof')");
            Collected<?> joined = tester.collect(places(mortal).join(readings(tester)));
            tester.runBatches(1);
            server.kill();
            tester.runBatches(3);

            assertThat(sorted(joined).get(3)).containsExactly("(a, (4, roof))");
        }
    }

    @Test
    void rowsThatCannotBeReadFailTheBatchAndNoRecordIsLeftOut() {
        JdbcLookup<String, String> wrong = JdbcLookup.query(
                Database.SHARED.reached(),
                "select sensor from nowhere",
                row -> KeyValue.of(row.getString(1), row.getString(1)));
        try (StreamTester tester =
                StreamTester.create(settings -> settings.failures(FailurePolicy.quarantineRecords()))) {
            tester.collect(wrong.join(readings(tester)));
            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("lookup 'select sensor from nowhere' at jdbc:postgresql://127.0.0.1:")
                    .hasMessageContaining("its rows could not be read: ERROR: relation \"nowhere\" does not exist");
        }
    }

    @Test
    void rowsThatAreNeverReadAnewAreRefused() {
        assertThatThrownBy(() -> places(Database.SHARED).refreshEvery(Duration.ZERO))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("rows are read anew after some time; refreshEvery was given PT0S");
    }
}
