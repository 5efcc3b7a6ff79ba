package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random batches, committed and rolled back, beside a linked map that is copied at every begin. */
class GeneratedBatchesTest {
    private final VersionedTable<String, Integer> table = new VersionedTable<>();
    private final VersionedTable<String, Integer> replica = new VersionedTable<>();
    private Map<String, Optional<Integer>> model = new LinkedHashMap<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aTableDoesWhatACopiedMapDoes(long seed) throws Exception {
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(200);
        int hashes = 1 + random.nextInt(random.nextBoolean() ? 4 : 1000);
        for (int batch = 0; batch < 60; batch++) {
            Map<String, Optional<Integer>> before = new LinkedHashMap<>(model);
            table.begin();
            int removals = random.nextInt(10);
            for (int i = random.nextInt(2 * keys); i > 0; i--) {
                String key = "k" + random.nextInt(keys);
                step(key, Math.floorMod(key.hashCode(), hashes), random.nextInt(10) < removals, i);
            }
            if (random.nextInt(3) == 0) {
                table.rollback();
                model = before;
            } else {
                copyChanges();
                table.commit();
                model.values().removeIf(Optional::isEmpty);
            }
            assertThat(list(table)).containsExactlyElementsOf(expected());
            assertThat(table.size()).isEqualTo(expected().size());
        }
        assertThat(list(replica)).as("a copy made of the changes").containsExactlyElementsOf(expected());
    }

    private void step(String key, int hash, boolean remove, int value) {
        assertThat(Optional.ofNullable(table.get(key, hash))).isEqualTo(model.getOrDefault(key, Optional.empty()));
        if (!remove) {
            put(key, hash, value);
            model.put(key, Optional.of(value));
        } else if (isRemoved(key, hash, value)) {
            model.put(key, Optional.empty());
        }
    }

    /** Puts by key or, where the key has one, by slot. */
    private void put(String key, int hash, int value) {
        int slot = value % 2 == 0 ? -1 : slot(key, hash);
        if (slot < 0) {
            table.put(key, hash, value);
        } else {
            table.putAt(slot, value);
        }
    }

    private boolean isRemoved(String key, int hash, int value) {
        int slot = slot(key, hash);
        if (value % 2 == 0 || slot < 0) {
            return table.remove(key, hash);
        }
        boolean there = table.valueAt(slot) != null;
        table.removeAt(slot);
        assertThat(table.valueAt(slot)).isNull();
        return there;
    }

    /** The slot of the key, asked for alone and among others. */
    private int slot(String key, int hash) {
        int slot = table.find(key, hash);
        String[] keys = {"absent", key, "absent too"};
        int[] slots = new int[keys.length];
        table.find(keys, new int[] {hash, hash, ~hash}, slots, keys.length);
        assertThat(slots).containsExactly(-1, slot, -1);
        return slot;
    }

    private void copyChanges() throws Exception {
        replica.begin();
        table.changes((key, hash, value) -> {
            if (value == null) {
                replica.remove(key, hash);
            } else {
                replica.put(key, hash, value);
            }
        });
        replica.commit();
    }

    private List<KeyValue<String, Integer>> expected() {
        List<KeyValue<String, Integer>> entries = new ArrayList<>();
        model.forEach((key, value) -> value.ifPresent(v -> entries.add(KeyValue.of(key, v))));
        return entries;
    }

    private static List<KeyValue<String, Integer>> list(VersionedTable<String, Integer> table) throws Exception {
        List<KeyValue<String, Integer>> entries = new ArrayList<>();
        table.forEach((key, hash, value) -> entries.add(KeyValue.of(key, value)));
        assertThat(table).containsExactlyElementsOf(entries);
        Object[] keys = new Object[table.size()];
        Object[] values = new Object[table.size()];
        table.copyTo(keys, new int[table.size()], values);
        for (int i = 0; i < keys.length; i++) {
            assertThat(KeyValue.of(keys[i], values[i])).isEqualTo(entries.get(i));
        }
        return entries;
    }
}
