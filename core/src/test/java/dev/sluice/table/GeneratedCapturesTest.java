package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that grow and shrink, captured at random moments, beside a linked map that the captures are applied to. */
class GeneratedCapturesTest {
    private final VersionedTable<Integer, Integer> table = new VersionedTable<>();
    private final Map<Integer, Integer> copy = new LinkedHashMap<>();
    private final Map<Integer, Integer> atLastCapture = new LinkedHashMap<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void capturesAppliedInOrderAreTheTable(long seed) {
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(400);
        boolean first = true;
        for (int batch = 0; batch < 80; batch++) {
            batch(random, keys, random.nextInt(11));
            if (random.nextInt(3) == 0) {
                boolean full = first || random.nextInt(10) == 0;
                TableCapture<Integer, Integer> capture = table.capture(full);
                if (full) {
                    copy.clear();
                } else {
                    requireNoMoreThanChanged(capture);
                }
                apply(capture);
                assertThat(copy.entrySet().stream().toList()).isEqualTo(entries());
                atLastCapture.clear();
                atLastCapture.putAll(copy);
                first = false;
            }
        }
    }

    private void batch(Random random, int keys, int removalsOfTen) {
        table.begin();
        for (int i = random.nextInt(2 * keys); i > 0; i--) {
            int key = random.nextInt(keys);
            if (random.nextInt(10) < removalsOfTen) {
                table.remove(key, key % 7);
            } else {
                table.put(key, key % 7, random.nextInt());
            }
        }
        if (random.nextInt(3) == 0) {
            table.rollback();
        } else {
            table.commit();
        }
    }

    private void apply(TableCapture<Integer, Integer> capture) {
        capture.removed().forEach(key -> assertThat(copy.remove(key)).isNotNull());
        for (int row = 0; row < capture.keys().size(); row++) {
            Integer before = copy.put(capture.keys().get(row), capture.values().get(row));
            assertThat(before != null).as("changed in place").isEqualTo(row < capture.changed());
        }
    }

    /** Each key once, and only keys that were there and those that came. */
    private void requireNoMoreThanChanged(TableCapture<Integer, Integer> capture) {
        assertThat(capture.keys()).doesNotHaveDuplicates();
        assertThat(capture.removed()).doesNotHaveDuplicates();
        assertThat(atLastCapture.keySet()).containsAll(capture.removed());
        assertThat(atLastCapture.keySet()).containsAll(capture.keys().subList(0, capture.changed()));
    }

    private List<Map.Entry<Integer, Integer>> entries() {
        List<Map.Entry<Integer, Integer>> entries = new ArrayList<>();
        for (KeyValue<Integer, Integer> entry : table) {
            entries.add(Map.entry(entry.key(), entry.value()));
        }
        return entries;
    }
}
