package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.StableHash;
import dev.sluice.table.StateChunk;
import dev.sluice.table.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A window that is restored to another number of slices than it had when it was captured. */
class ChangedLengthTest {
    private static final Aggregate<String, String, String> TEXTS = Aggregate.reducing(String::concat);
    private static final Aggregate<String, String, String> TEXTS_WITH_INVERSE =
            Aggregate.reducing(String::concat, (all, leaving) -> all.substring(leaving.length()));

    private final List<StateChunk> stored = new ArrayList<>();

    /** What a window of several lengths, one after another, holds: nothing comes back that has once left. */
    private static final class Reference {
        private record Entry(long slice, String key) {}

        private final List<Entry> entries = new ArrayList<>();

        void add(long slice, String key) {
            entries.add(new Entry(slice, key));
        }

        void advance(long last, int length) {
            entries.removeIf(entry -> entry.slice <= last - length);
        }

        TreeMap<String, String> content() {
            TreeMap<String, String> content = new TreeMap<>();
            entries.forEach(entry -> content.merge(entry.key, entry.key + entry.slice, String::concat));
            return content;
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itGoesOnWithWhatItHeldWhateverTheLengthsWere(long seed) throws Exception {
        Random random = new Random(seed);
        Aggregate<String, String, String> texts = seed % 2 == 0 ? TEXTS : TEXTS_WITH_INVERSE;
        Reference reference = new Reference();
        long slice = 1;
        for (int life = 0; life < 6; life++) {
            int length = 1 + random.nextInt(6);
            SlidingWindowTable<String, String> table = Stored.restore(new SlidingWindowTable<>(texts, length), stored);
            for (int batch = 1 + random.nextInt(8); batch > 0; batch--) {
                slice += random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(2);
                batch(table, reference, slice, random);
                reference.advance(slice, length);
                assertThat(content(table)).isEqualTo(reference.content());
                if (batch == 1 || random.nextBoolean()) {
                    store(table, life == 0 && stored.isEmpty() || random.nextInt(6) == 0);
                }
            }
        }
    }

    private static void batch(SlidingWindowTable<String, String> table, Reference reference, long slice, Random random)
            throws Exception {
        table.begin();
        table.advance(slice);
        for (int i = random.nextInt(4); i > 0; i--) {
            String key = "k" + random.nextInt(7);
            table.add(slice, key, StableHash.of(key), key + slice);
            reference.add(slice, key);
        }
        table.commit();
    }

    private void store(SlidingWindowTable<String, String> table, boolean full) {
        if (full) {
            stored.clear();
        }
        stored.addAll(Stored.of(table.capture(full)));
    }

    private static TreeMap<String, String> content(SlidingWindowTable<String, String> table) throws Exception {
        TreeMap<String, String> content = new TreeMap<>();
        table.forEach((key, hash, text) -> content.put(key, text));
        return content;
    }

    @Test
    void whatLeavesAWindowThatIsShorterNowIsInTheNextCapture() throws Exception {
        SlidingWindowTable<String, String> long5 = new SlidingWindowTable<>(TEXTS, 5);
        for (String key : List.of("a", "b", "c")) {
            long5.begin();
            long5.add(key.charAt(0), key, StableHash.of(key), key);
            long5.commit();
        }
        store(long5, true);
        SlidingWindowTable<String, String> short2 = Stored.restore(new SlidingWindowTable<>(TEXTS, 2), stored);
        assertThat(content(short2).keySet()).containsExactly("b", "c");
        WindowCapture<?> next = (WindowCapture<?>) short2.capture(false);
        assertThat(next.length()).isEqualTo(2);
        assertThat(next.gone()).asString().isEqualTo("[a]");
    }
}
