package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VersionedTableTest {
    private final VersionedTable<String, Integer> table = new VersionedTable<>();

    @Test
    void aCommittedBatchStays() {
        batch(() -> {
            put("a", 1);
            put("b", 2);
        });
        assertThat(table).containsExactly(KeyValue.of("a", 1), KeyValue.of("b", 2));
        assertThat(table.size()).isEqualTo(2);
        assertThat(get("a")).isEqualTo(1);
        assertThat(get("c")).isNull();
    }

    @Test
    void theOpenVersionIsSeenBeforeItsCommit() {
        batch(() -> put("a", 1));
        table.begin();
        put("a", 2);
        put("b", 3);
        assertThat(get("a")).isEqualTo(2);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.remove("a", hash("a"))).isTrue();
        assertThat(get("a")).isNull();
        assertThat(table.remove("a", hash("a"))).isFalse();
        assertThat(table.remove("c", hash("c"))).isFalse();
        assertThat(table).containsExactly(KeyValue.of("b", 3));
    }

    @Test
    void aRollbackRestoresContentAndOrder() {
        batch(() -> {
            put("a", 1);
            put("b", 2);
            put("c", 3);
        });
        table.begin();
        put("d", 4);
        remove("a");
        put("b", 20);
        put("b", 21);
        remove("c");
        put("c", 30);
        put("a", 10);
        remove("d");
        table.rollback();
        assertThat(table).containsExactly(KeyValue.of("a", 1), KeyValue.of("b", 2), KeyValue.of("c", 3));
        assertThat(get("d")).isNull();
    }

    @Test
    void aRemovedKeyComesAnewInALaterBatchButKeepsItsPlaceWithinOne() {
        batch(() -> {
            put("a", 1);
            put("b", 2);
        });
        batch(() -> {
            remove("a");
            put("a", 10);
        });
        assertThat(table).containsExactly(KeyValue.of("a", 10), KeyValue.of("b", 2));
        batch(() -> remove("a"));
        batch(() -> put("a", 100));
        assertThat(table).containsExactly(KeyValue.of("b", 2), KeyValue.of("a", 100));
    }

    @Test
    void changesAreTheTouchedKeysInTheOrderOfTheirFirstChange() throws Exception {
        batch(() -> {
            put("a", 1);
            put("b", 2);
            put("c", 3);
        });
        table.begin();
        put("d", 4);
        remove("b");
        put("came and went", 5);
        remove("came and went");
        put("a", 10);
        put("d", 40);
        List<String> changes = new ArrayList<>();
        table.changes((key, hash, value) -> changes.add(key + hash + "=" + value));
        assertThat(changes)
                .containsExactly("d" + hash("d") + "=40", "b" + hash("b") + "=null", "a" + hash("a") + "=10");
    }

    @Test
    void theKeyBeingVisitedMayBePutOrRemovedAndNewKeysAreNotVisited() throws Exception {
        batch(() -> IntStream.range(0, 100).forEach(i -> put("k" + i, i)));
        List<Integer> visited = new ArrayList<>();
        table.begin();
        table.forEach((key, hash, value) -> {
            visited.add(value);
            if (value % 2 == 0) {
                table.put(key, hash, value + 1000);
            } else {
                table.remove(key, hash);
            }
            put("new" + value, value);
        });
        table.commit();
        assertThat(visited)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(table.size()).isEqualTo(150);

        table.begin();
        List<Integer> walked = new ArrayList<>();
        for (KeyValue<String, Integer> entry : table) {
            walked.add(entry.value());
            remove(entry.key());
            put("again" + entry.key(), 0);
        }
        table.rollback();
        assertThat(walked).hasSize(150);
        assertThat(walked.subList(0, 3)).containsExactly(1000, 1002, 1004);
        assertThat(table.size()).isEqualTo(150);
    }

    @Test
    void aWalkOverTheEdgeOfABatchIsRefused() {
        batch(() -> put("a", 1));
        Iterator<KeyValue<String, Integer>> walk = table.iterator();
        batch(() -> put("b", 1));
        String explanation =
                "the batch was committed or rolled back during a walk over the table: walk before or after it";
        assertThatThrownBy(walk::next)
                .isInstanceOf(ConcurrentModificationException.class)
                .hasMessage(explanation);
        table.begin();
        assertThatThrownBy(() -> table.forEach((key, hash, value) -> table.rollback()))
                .isInstanceOf(ConcurrentModificationException.class)
                .hasMessage(explanation);
    }

    @Test
    void aWalkEnds() {
        assertThatThrownBy(() -> table.iterator().next())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the walk over the table is at its end");
    }

    @Test
    void callsInTheWrongPlaceAreRefused() {
        assertRefused(() -> put("a", 1), "put() outside a batch: call begin() first");
        assertRefused(() -> table.remove("a", 1), "remove() outside a batch: call begin() first");
        assertRefused(table::commit, "commit() outside a batch: call begin() first");
        assertRefused(table::rollback, "rollback() outside a batch: call begin() first");
        assertRefused(() -> table.changes((key, hash, value) -> {}), "changes() outside a batch: call begin() first");
        table.begin();
        assertThat(table.isOpen()).isTrue();
        assertRefused(
                table::begin, "begin() inside a batch: the batch begun before must be committed or rolled back first");
        assertThatThrownBy(() -> put("a", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the value of a key cannot be null: use remove");
    }

    @Test
    void aTableOfChangingKeysDoesNotGrow() {
        for (int i = 0; i < 10_000; i++) {
            int now = i;
            batch(() -> {
                put("k" + now, now);
                if (now >= 10) {
                    remove("k" + (now - 10));
                }
            });
        }
        assertThat(table.size()).isEqualTo(10);
        assertThat(table.capacity()).isEqualTo(16);
        assertThat(table)
                .extracting(KeyValue::value)
                .containsExactlyElementsOf(
                        IntStream.range(9_990, 10_000).boxed().toList());
    }

    @Test
    void memoryIsGivenBackWhenMostKeysAreGone() {
        batch(() -> IntStream.range(0, 100_000).forEach(i -> put("k" + i, i)));
        assertThat(table.capacity()).isGreaterThanOrEqualTo(100_000);
        batch(() -> IntStream.range(0, 100_000).filter(i -> i % 1000 != 7).forEach(i -> remove("k" + i)));
        assertThat(table.capacity()).isEqualTo(256);
        assertThat(table)
                .extracting(KeyValue::value)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).map(i -> i * 1000 + 7).boxed().toList());
        batch(() -> table.forEach(entry -> remove(entry.key())));
        assertThat(table.capacity()).isEqualTo(8);
        assertThat(table).isEmpty();
    }

    @Test
    void memoryThatARolledBackBatchTookIsGivenBack() {
        batch(() -> put("a", 1));
        table.begin();
        IntStream.range(0, 100_000).forEach(i -> put("k" + i, i));
        table.rollback();
        assertThat(table.capacity()).isEqualTo(8);
        assertThat(table).containsExactly(KeyValue.of("a", 1));
    }

    private void batch(Runnable work) {
        table.begin();
        work.run();
        table.commit();
    }

    private void put(String key, Integer value) {
        table.put(key, hash(key), value);
    }

    private void remove(String key) {
        assertThat(table.remove(key, hash(key))).isTrue();
    }

    private Integer get(String key) {
        return table.get(key, hash(key));
    }

    private static int hash(String key) {
        return key.hashCode() * 31;
    }

    private static void assertRefused(ThrowingCallable call, String explanation) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(explanation);
    }
}
