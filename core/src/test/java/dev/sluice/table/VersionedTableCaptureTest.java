package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.StableHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VersionedTableCaptureTest {
    private final VersionedTable<String, Integer> table = new VersionedTable<>();

    @Test
    void aFullCaptureHoldsAllEntriesInOrder() {
        batch("c=1", "a=2", "b=3");
        batch("a", "c=4");
        assertThat(shown(table.capture(true))).isEqualTo("gone [] changed [] came [c=4, b=3]");
    }

    @Test
    void aPartialCaptureHoldsWhatChangedSinceTheOneBefore() {
        batch("a=1", "b=2", "c=3", "d=4");
        table.capture(true);
        batch("b=20", "e=5");
        batch("c", "b=21", "f=6");
        assertThat(shown(table.capture(false))).isEqualTo("gone [c] changed [b=21] came [e=5, f=6]");
        assertThat(shown(table.capture(false))).isEqualTo("gone [] changed [] came []");
        batch("e=50");
        assertThat(shown(table.capture(false))).isEqualTo("gone [] changed [e=50] came []");
    }

    @Test
    void aKeyThatCameAnewIsGoneFromItsOldPlace() {
        batch("a=1", "b=2");
        table.capture(true);
        batch("a=9");
        batch("a");
        batch("a=3");
        assertThat(shown(table.capture(false))).isEqualTo("gone [a] changed [] came [a=3]");
    }

    @Test
    void aKeyRemovedAndPutInOneBatchKeepsItsPlace() {
        batch("a=1", "b=2");
        table.capture(true);
        batch("a", "a=3");
        assertThat(shown(table.capture(false))).isEqualTo("gone [] changed [a=3] came []");
    }

    @Test
    void aKeyThatCameAndWentWasNeverThere() {
        batch("a=1");
        table.capture(true);
        batch("b=1", "c=1");
        batch("b");
        batch("d=1", "d");
        assertThat(shown(table.capture(false))).isEqualTo("gone [] changed [] came [c=1]");
    }

    @Test
    void aSlotThatAnotherKeyTookIsThatKeysAlone() {
        batch("a=1", "b=2");
        table.capture(true);
        batch("a=5");
        batch("a");
        batch("x=7");
        assertThat(shown(table.capture(false))).isEqualTo("gone [a] changed [] came [x=7]");
        batch("x");
        batch("y=8");
        batch("y");
        assertThat(shown(table.capture(false))).isEqualTo("gone [x] changed [] came []");
    }

    @Test
    void whatWasRolledBackDidNotChange() {
        batch("a=1", "b=2");
        table.capture(true);
        table.begin();
        apply("a=2", "b", "c=3");
        table.rollback();
        assertThat(shown(table.capture(false))).isEqualTo("gone [] changed [] came []");
    }

    @Test
    void aTableThatShrinksStillKnowsWhatChanged() {
        batch(entries(0, 200));
        table.capture(true);
        batch("k198=-1", "new=7");
        batch(keys(0, 197));
        assertThat(table.capacity()).as("capacity").isLessThan(200);
        TableCapture<String, Integer> capture = table.capture(false);
        assertThat(capture.removed()).hasSize(197);
        assertThat(shown(new TableCapture<>(List.of(), capture.changed(), capture.keys(), capture.values())))
                .isEqualTo("gone [] changed [k198=-1] came [new=7]");
    }

    @Test
    void aCaptureStaysWhatItWas() {
        batch("a=1", "b=2");
        TableCapture<String, Integer> full = table.capture(true);
        batch("a=9", "b", "c=3");
        TableCapture<String, Integer> partial = table.capture(false);
        batch("a", "c=4");
        assertThat(shown(full)).isEqualTo("gone [] changed [] came [a=1, b=2]");
        assertThat(shown(partial)).isEqualTo("gone [b] changed [a=9] came [c=3]");
    }

    @Test
    void whatIsTrackedCanBeTakenAsCaptured() {
        batch("a=1");
        table.track();
        assertThat(shown(table.capture(false))).isEqualTo("gone [] changed [] came []");
        batch("a=2", "b=1");
        table.track();
        batch("b=3");
        assertThat(shown(table.capture(false))).isEqualTo("gone [] changed [b=3] came []");
    }

    @Test
    void capturesOutOfTurnAreExplained() {
        assertThatThrownBy(() -> table.capture(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the first capture of a table must be full: what changed is known from then on only");
        table.begin();
        assertThatThrownBy(() -> table.capture(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("capture() inside a batch: commit or roll it back first");
        assertThatThrownBy(table::track)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("track() inside a batch: commit or roll it back first");
    }

    /** Puts {@code a=1}, removes {@code a}. */
    private void batch(String... changes) {
        table.begin();
        apply(changes);
        table.commit();
    }

    private void apply(String... changes) {
        for (String change : changes) {
            int equals = change.indexOf('=');
            String key = equals < 0 ? change : change.substring(0, equals);
            if (equals < 0) {
                assertThat(table.remove(key, StableHash.of(key))).isTrue();
            } else {
                table.put(key, StableHash.of(key), Integer.valueOf(change.substring(equals + 1)));
            }
        }
    }

    private static String[] entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "k" + i + "=" + i).toArray(String[]::new);
    }

    private static String[] keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "k" + i).toArray(String[]::new);
    }

    private static String shown(TableCapture<String, Integer> capture) {
        List<String> entries = new ArrayList<>();
        for (int row = 0; row < capture.keys().size(); row++) {
            entries.add(capture.keys().get(row) + "=" + capture.values().get(row));
        }
        return "gone " + capture.removed() + " changed " + entries.subList(0, capture.changed()) + " came "
                + entries.subList(capture.changed(), entries.size());
    }
}
