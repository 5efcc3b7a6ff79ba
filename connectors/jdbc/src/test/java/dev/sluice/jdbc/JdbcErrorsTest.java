package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.error.SinkException;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.postgresserver.PostgresServer;
import dev.sluice.serverprocess.DiesOnce;
import dev.sluice.serverprocess.StandsStill;
import dev.sluice.sink.Sink;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sink says when it cannot write, and what is written in the end. */
class JdbcErrorsTest {
    private static final Database DATABASE = Database.SHARED;

    private static void assertFails(Sink<String> sink, Class<?> type, String... texts) {
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a", "b", "c")).to(sink);
            assertThatThrownBy(() -> tester.runBatches(1)).isInstanceOf(type).hasMessageContainingAll(texts);
        }
    }

    private static JdbcSink<String> insert(String table) {
        return JdbcSink.<String>table(DATABASE.reached(), table).column("value", value -> value);
    }

    @Test
    void whatIsNoDatabaseIsRefused() {
        assertThatThrownBy(() -> JdbcDatabase.at("http://localhost/?password=secret"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("'http://localhost/' is no URL of JDBC, which begins with jdbc:");
        assertFails(
                JdbcSink.<String>table(JdbcDatabase.at("jdbc:abacus:shop;password=secret"), "t")
                        .column("value", value -> value)
                        .atLeastOnce(),
                InvalidProgramException.class,
                "no driver on the class path knows jdbc:abacus:shop; add that of the database to the program's"
                        + " dependencies");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> insert("t").rowsAtOnce(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("at least 1 row is sent at once; rowsAtOnce was given 0");
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofDays(25))) {
            assertThatThrownBy(() -> DATABASE.reached().networkTimeout(timeout))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessage(
                            "a database may take from 1 millisecond to 24 days; networkTimeout was given " + timeout);
        }
        JdbcSink<String> statement = JdbcSink.statement(DATABASE.reached(), "delete from t", (row, value) -> {});
        assertThatThrownBy(() -> statement.column("value", value -> value))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageEndingWith("has no columns but the parameters of its statement");
        assertThatThrownBy(() -> statement.key("value", value -> value)).isInstanceOf(InvalidProgramException.class);
    }

    @Test
    void secretsAreShownNowhere() {
        JdbcDatabase database = JdbcDatabase.at("jdbc:postgresql://ada:secret@localhost:1/shop?password=secret")
                .user("ada", "secret")
                .property("sslpassword", "secret");
        JdbcSink<String> sink = JdbcSink.<String>table(database, "t").column("value", value -> value);
        assertThat(List.of(database.toString(), sink.toString(), sink.name()))
                .containsExactly(
                        "jdbc:postgresql://localhost:1/shop",
                        "jdbc table t at jdbc:postgresql://localhost:1/shop",
                        "jdbc table t at jdbc:postgresql://localhost:1/shop");
        assertThat(JdbcDatabase.at("jdbc:oracle:thin:ada/secret@localhost:1521/shop")
                        .toString())
                .doesNotContain("secret")
                .contains("localhost");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a")).to(sink);
            assertThat(tester.context().explain())
                    .contains(
                            "writes jdbc table t at jdbc:postgresql://localhost:1/shop; exactly once: each partition of a"
                                    + " batch becomes visible together with the mark that it arrived")
                    .doesNotContain("secret");
            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("(SQLSTATE 08001); is the database up, and reached from here?")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() {
        assertFails(
                JdbcSink.<String>table(
                                JdbcDatabase.at(DATABASE.server().url()).user(PostgresServer.USER, "a secret"), "t")
                        .column("value", value -> value),
                SinkException.class,
                "(SQLSTATE 28P01); see the user and the password of the database");
    }

    @Test
    void aTableOrColumnThatIsNotThereIsNamed() {
        DATABASE.table("narrow", "value text");
        String remedy = "; see the names of the table and its columns, what the user may do, and the statement";
        assertFails(
                insert("not_there"),
                SinkException.class,
                "relation \"not_there\" does not exist",
                "(SQLSTATE 42P01)",
                remedy);
        assertFails(
                insert("narrow").column("width", value -> 1),
                SinkException.class,
                "column \"width\" of relation \"narrow\" does not exist",
                remedy);
        assertFails(
                JdbcSink.<String>table(DATABASE.reached(), "narrow").key("value", value -> value),
                SinkException.class,
                "there is no unique or exclusion constraint matching the ON CONFLICT specification",
                remedy);
    }

    @Test
    void theRecordThatADatabaseRefusesIsNamed() {
        DATABASE.table("strict", "value text check (value <> 'b')");
        for (int rows : List.of(1, 2, 1_000)) {
            assertFails(
                    insert("strict").rowsAtOnce(rows),
                    SinkException.class,
                    "/postgres: record b: ERROR: new row for relation \"strict\" violates check constraint",
                    "(SQLSTATE 23514)");
        }
        assertThat(DATABASE.rows("select * from strict")).isEmpty();
    }

    @Test
    void aRecordThatNoRowCanBeMadeOfIsNamed() {
        DATABASE.table("unmade", "value text");
        assertFails(
                JdbcSink.<String>table(DATABASE.reached(), "unmade").column("value", value -> {
                    throw new IllegalStateException("no value in it");
                }),
                OperatorException.class,
                "failed on record a: java.lang.IllegalStateException: no value in it");
    }

    @Test
    void rowsOfMarksThatSomeoneTookAwayAreMissed() throws Exception {
        DATABASE.table("unmarked", "value text");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a"), List.of("b")).to(insert("unmarked").marks("taken_marks"));
            tester.runBatches(1);
            DATABASE.execute("delete from taken_marks");
            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("is gone from taken_marks, whose rows are for Sluice alone to change");
        }
        assertThat(DATABASE.rows("select * from unmarked")).containsExactly("a");
    }

    @Test
    void aTableOfMarksThatMayNotBeMadeIsNamed() {
        DATABASE.table("allowed", "value text");
        assertFails(
                insert("allowed").marks("no_such_schema.marks"),
                SinkException.class,
                "schema \"no_such_schema\" does not exist");
    }

    @Test
    void aDatabaseThatDiesBetweenBatchesAndInThemLosesAndDoublesNothing() {
        Database mortal = Database.start();
        try (PostgresServer server = mortal.server();
                StreamTester tester = StreamTester.create(
                        settings -> settings.failures(FailurePolicy.retry(50, Duration.ofMillis(50))))) {
            mortal.table("outage", "value text");
            DiesOnce.arm(server);
            tester.input(List.of("a"), List.of("b"), List.of("c", DiesOnce.DIE, "d"), List.of("e"))
                    .map(DiesOnce::pass)
                    .to(JdbcSink.<String>table(mortal.reached(), "outage")
                            .column("value", value -> value)
                            .rowsAtOnce(1));
            tester.runBatches(1);
            server.kill();
            server.start();
            tester.runBatches(3);

            assertThat(mortal.rows("select * from outage order by value"))
                    .containsExactly("a", "b", "c", "d", "die", "e");
        }
    }

    @Test
    void aDatabaseThatStandsStillForAWhileLosesAndDoublesNothing() {
        DATABASE.table("pause", "value text");
        try (StandsStill still = new StandsStill(DATABASE.server());
                StreamTester tester = StreamTester.create(settings -> settings.failures(
                                FailurePolicy.retry(50, Duration.ofMillis(50)))
                        .listener(new StreamingListener() {
                            @Override
                            public void onOutputOperationCompleted(OutputInfo output) {
                                output.failure().ifPresent(still::failed);
                            }
                        }))) {
            tester.input(List.of("a"), List.of("b", StandsStill.STAND_STILL, "c"), List.of("d"))
                    .map(StandsStill::pass)
                    .to(JdbcSink.<String>table(DATABASE.reached().networkTimeout(Duration.ofSeconds(1)), "pause")
                            .column("value", value -> value)
                            .rowsAtOnce(1));
            tester.runBatches(3);

            assertThat(DATABASE.rows("select * from pause order by value"))
                    .containsExactly("a", "b", "c", "d", "stand still");
            assertThat(still.failures()).hasSize(2);
            assertThat(still.failures().get(0))
                    .endsWith("it took longer than networkTimeout says; is the database up, and reached from here?"
                            + " Nothing of the partition is lost: the batch writes it when it runs again");
            assertThat(still.failures().get(1))
                    .contains("no connection in 1000 ms, which is what networkTimeout says (SQLSTATE 08001)");
        }
    }
}
