package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.StableHash;
import dev.sluice.error.RecoveryException;
import dev.sluice.table.StateChunk;
import dev.sluice.table.Stored;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedTableTest {
    private final TimedTable<String, String> table = new TimedTable<>();

    @Test
    void aKeyRemovedAndPutAgainInOneBatchTimesOutOnce() {
        put(table, 1, "a", "b");
        table.begin();
        table.at(2);
        table.remove("a", StableHash.of("a"));
        table.put("a", StableHash.of("a"), "anew");
        table.remove("a", StableHash.of("a"));
        table.put("a", StableHash.of("a"), "anew again");
        table.commit();
        assertThat(idleSince(table, 9)).containsExactly("b", "a");
    }

    @Test
    void aRolledBackBatchFilesNothing() {
        table.begin();
        table.at(1);
        table.put("a", StableHash.of("a"), "lost");
        table.rollback();
        put(table, 2, "b");
        assertThat(idleSince(table, 9)).containsExactly("b");
    }

    @Test
    void keysOfOneBucketTimeOutInTheOrderOfFilingThoughTheTableHasAnother() {
        put(table, 1, "a");
        put(table, 2, "b");
        put(table, 5, "c", "b", "a");
        assertThat(idleSince(table, 4)).isEmpty();
        List<StateChunk> chunks = Stored.of(table.capture(true));
        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).kind()).isEqualTo(1);
        assertThat(chunks.get(0).columns().toString())
                .isEqualTo("[[a, b, c], [state, state, state], [5, 5, 5], [5, 5, 5], [3, 4, 2]]");
        TimedTable<String, String> twin = Stored.restore(new TimedTable<>(), chunks);
        assertThat(idleSince(twin, 9)).containsExactly("c", "a", "b");
        assertThat(idleSince(table, 9)).containsExactly("c", "a", "b");
    }

    @Test
    void whatARestoredTableFilesStandsBehindWhatItHeld() {
        put(table, 5, "a", "b", "c");
        TimedTable<String, String> twin = Stored.restore(new TimedTable<>(), Stored.of(table.capture(true)));
        put(twin, 5, "d");
        TimedTable<String, String> again = Stored.restore(new TimedTable<>(), Stored.of(twin.capture(true)));
        assertThat(idleSince(again, 9)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void keysThatWereStoredWithoutTimesAreTouchedByTheFirstBatchThatIsCommitted() {
        StateTable<String, String> plain = new StateTable<>();
        plain.begin();
        plain.states().put("a", StableHash.of("a"), "one");
        plain.states().put("b", StableHash.of("b"), "two");
        plain.commit();
        TimedTable<String, String> timed = Stored.restore(new TimedTable<>(), Stored.of(plain.capture(true)));
        timed.begin();
        timed.at(5);
        assertThat(timed.idleSince(5)).isEmpty();
        timed.rollback();
        put(timed, 6, "c");
        assertThat(Stored.of(timed.capture(false)).get(0).columns().toString())
                .isEqualTo("[[a, b, c], [one, two, state], [6, 6, 6], [6, 6, 6], [0, 1, 2]]");
        assertThat(idleSince(timed, 6)).isEmpty();
        assertThat(idleSince(timed, 7)).containsExactly("a", "b", "c");
    }

    @Test
    void keysWithoutTimesThatAreCapturedBeforeTheFirstBatchGoOnWithoutTimes() {
        TimedTable<String, String> timed = Stored.restore(
                new TimedTable<>(), List.of(new StateChunk(1, true, List.of(List.of("a"), List.of("one")))));
        TimedTable<String, String> again = Stored.restore(new TimedTable<>(), Stored.of(timed.capture(false)));
        assertThat(idleSince(again, 3)).isEmpty();
        assertThat(idleSince(again, 4)).containsExactly("a");
    }

    @Test
    void aTableWithoutTimeoutsLeavesOutTimesAndStoresEveryRowAnew() {
        put(table, 5, "a", "b");
        StateTable<String, String> plain = Stored.restore(new StateTable<>(), Stored.of(table.capture(true)));
        List<StateChunk> anew = Stored.of(plain.capture(false));
        assertThat(anew).hasSize(1);
        assertThat(anew.get(0).columns().toString()).isEqualTo("[[a, b], [state, state]]");
        assertThat(Stored.of(plain.capture(false))).isEmpty();
    }

    @Test
    void rowsOfAnUnknownKindAreRefused() {
        assertThatThrownBy(() -> table.restore(new StateChunk(9, true, List.of(List.of("a")))))
                .isInstanceOf(RecoveryException.class)
                .hasMessage("the stored state has rows of kind 9, which this version of Sluice does not know:"
                        + " go on with the version that stored them");
    }

    private static void put(TimedTable<String, String> table, long time, String... keys) {
        table.begin();
        table.at(time);
        for (String key : keys) {
            table.put(key, StableHash.of(key), "state");
        }
        table.commit();
    }

    private static List<String> idleSince(TimedTable<String, String> table, long time) {
        List<String> idle = new ArrayList<>();
        table.begin();
        table.at(time);
        table.idleSince(time).forEach(filing -> idle.add(filing.key()));
        table.commit();
        return idle;
    }
}
