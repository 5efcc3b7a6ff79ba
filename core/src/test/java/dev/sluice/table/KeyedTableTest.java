package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.StableHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyedTableTest {
    private final KeyedTable<String, String> table = new KeyedTable<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @Test
    void anAbsentKeyHasNoSlot() {
        assertThat(table.find("a", 1)).isEqualTo(-1);
        assertThat(table.size()).isZero();
    }

    @Test
    void keysGetSlotsInTheOrderInWhichTheyCome() {
        assertThat(table.add("a", 1)).isZero();
        assertThat(table.add("b", 1)).isEqualTo(1);
        assertThat(table.add("a", 1)).isZero();
        assertThat(table.find("b", 1)).isEqualTo(1);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void aNewSlotHasNoValueUntilOneIsSet() throws Exception {
        int slot = table.add("a", 7);
        assertThat(table.valueAt(slot)).isNull();
        assertThat(entries(table)).isEmpty();
        table.setValueAt(slot, "x");
        assertThat(table.valueAt(slot)).isEqualTo("x");
        assertThat(table.keyAt(slot)).isEqualTo("a");
        assertThat(table.hashAt(slot)).isEqualTo(7);
        assertThat(entries(table)).containsExactly(Map.entry("a", "x"));
    }

    @Test
    void mergingPutsTheValueThereOnTheLeft() throws Exception {
        table.merge("a", 1, "x", String::concat);
        table.merge("a", 1, "y", String::concat);
        assertThat(table.valueAt(0)).isEqualTo("xy");
    }

    @Test
    void aFailingFunctionLeavesTheValue() throws Exception {
        table.merge("a", 1, "x", String::concat);
        assertThatThrownBy(() -> table.merge("a", 1, "y", (left, right) -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);
        assertThat(table.valueAt(0)).isEqualTo("x");
    }

    @Test
    void aFunctionThatReturnsNullIsRefused() throws Exception {
        table.merge("a", 1, "x", String::concat);
        assertThatThrownBy(() -> table.merge("a", 1, "y", (left, right) -> null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the function that merges the values of a key returned null for (x, y):"
                        + " a value is never null; return one that stands for nothing");
        assertThat(table.valueAt(0)).isEqualTo("x");
    }

    @Test
    void absorbingMergesEntriesInTheirOrderAndLeavesTheOtherTable() throws Exception {
        table.merge("a", 1, "a1", String::concat);
        KeyedTable<String, String> other = new KeyedTable<>();
        other.merge("b", 2, "b2", String::concat);
        other.merge("a", 1, "a2", String::concat);
        other.add("without a value", 3);
        table.absorb(other, String::concat);
        assertThat(entries(table)).containsExactly(Map.entry("a", "a1a2"), Map.entry("b", "b2"));
        assertThat(entries(other)).containsExactly(Map.entry("b", "b2"), Map.entry("a", "a2"));
    }

    @Test
    void aTableHasAMostItCanHold() {
        assertThat(KeySlots.grown(KeySlots.CAPACITY_MAX / 2)).isEqualTo(KeySlots.CAPACITY_MAX);
        assertThatThrownBy(() -> KeySlots.grown(KeySlots.CAPACITY_MAX))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a table holds at most 536870912 keys: spread the keys over more partitions");
    }

    @Test
    void keysWithDifferentHashesAreHardlyEverCompared() {
        AtomicInteger compared = new AtomicInteger();
        record Counted(int id, AtomicInteger compared) {
            @Override
            public boolean equals(Object other) {
                compared.incrementAndGet();
                return other instanceof Counted counted && counted.id == id;
            }

            @Override
            public int hashCode() {
                return id;
            }
        }
        KeyedTable<Counted, String> table = new KeyedTable<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(table.add(new Counted(i, compared), StableHash.of(i))).isEqualTo(i);
        }
        assertThat(compared).hasValueLessThan(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aTableDoesWhatALinkedMapDoes(long seed) throws Exception {
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(300);
        int hashes = 1 + random.nextInt(random.nextBoolean() ? 4 : 1000);
        Map<String, String> model = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            String key = "k" + random.nextInt(keys);
            int hash = Math.floorMod(key.hashCode(), hashes) << (int) (seed % 30);
            if (random.nextInt(200) == 0) {
                table.clear();
                model.clear();
            } else if (random.nextInt(3) == 0) {
                assertThat(table.find(key, hash) >= 0).isEqualTo(model.containsKey(key));
            } else {
                table.merge(key, hash, "" + i % 10, String::concat);
                model.merge(key, "" + i % 10, String::concat);
            }
            assertThat(table.size()).isEqualTo(model.size());
        }
        assertThat(entries(table)).containsExactlyElementsOf(model.entrySet());
        for (int slot = 0; slot < table.size(); slot++) {
            assertThat(table.find(table.keyAt(slot), table.hashAt(slot))).isEqualTo(slot);
        }
    }

    private static <K, V> List<Map.Entry<K, V>> entries(KeyedTable<K, V> table) throws Exception {
        List<Map.Entry<K, V>> entries = new ArrayList<>();
        table.forEach((key, hash, value) -> entries.add(Map.entry(key, value)));
        return entries;
    }
}
