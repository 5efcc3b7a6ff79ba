package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.function.BinaryOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random batches beside windows recomputed from all records. Values are texts, so that a wrong order shows; where
 * nothing is subtracted, merging writes brackets, so that a different grouping shows too.
 */
class GeneratedWindowsTest {
    private static final class Planted extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private record Piece(long slice, String key, String text) {}

    private final List<Piece> pieces = new ArrayList<>();
    private long last = Long.MIN_VALUE;
    private int callsUntilFailure;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void twoStacksHoldWhatIsInTheWindow(long seed) throws Exception {
        run(new Random(seed), Aggregate.reducing(failing((left, right) -> "(" + left + " " + right + ")")));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anInverseLeavesWhatIsInTheWindow(long seed) throws Exception {
        BinaryOperator<String> inverse = (all, leaving) -> {
            assertThat(all).startsWith(leaving);
            return all.substring(leaving.length());
        };
        run(new Random(seed), Aggregate.reducing(failing(String::concat), failing(inverse)));
    }

    private void run(Random random, Aggregate<?, String, ?> aggregate) throws Exception {
        int slices = 1 + random.nextInt(random.nextBoolean() ? 4 : 20);
        int keys = 1 + random.nextInt(8);
        int failures = random.nextInt(4);
        SlidingWindowTable<String, String> table = new SlidingWindowTable<>(aggregate, slices);
        last = random.nextInt(100) - 50;
        for (int batch = 0; batch < 80; batch++) {
            List<KeyValue<String, String>> before = list(table);
            long lastBefore = last;
            int piecesBefore = pieces.size();
            callsUntilFailure = random.nextInt(10) < failures ? random.nextInt(20) : Integer.MAX_VALUE;
            table.begin();
            boolean kept = random.nextInt(5) > 0;
            try {
                fill(table, random, slices, keys);
            } catch (Planted planted) {
                kept = false;
            }
            callsUntilFailure = Integer.MAX_VALUE;
            if (kept) {
                table.commit();
            } else {
                table.rollback();
                last = lastBefore;
                pieces.subList(piecesBefore, pieces.size()).clear();
                assertThat(list(table)).as("after a rollback").containsExactlyElementsOf(before);
            }
            check(table, aggregate, slices);
        }
    }

    private void fill(SlidingWindowTable<String, String> table, Random random, int slices, int keys) throws Exception {
        for (int rounds = 1 + random.nextInt(2); rounds > 0; rounds--) {
            int[] steps = {0, 1, 1, 1, 1, 2, random.nextInt(2 * slices + 2)};
            last += steps[random.nextInt(steps.length)];
            if (random.nextBoolean()) {
                table.advance(last);
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                String key = "k" + random.nextInt(keys);
                String text = Character.toString('a' + random.nextInt(26));
                pieces.add(new Piece(last, key, text));
                table.add(last, key, hash(key), text);
            }
            if (random.nextInt(3) == 0) {
                table.forEach((key, hash, value) -> assertThat(plain(value)).isNotEmpty());
            }
            table.advance(last);
        }
    }

    private void check(SlidingWindowTable<String, String> table, Aggregate<?, String, ?> aggregate, int slices)
            throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            if (piece.slice > last - slices) {
                expected.merge(piece.key, piece.text, String::concat);
            }
        }
        Map<String, String> actual = new LinkedHashMap<>();
        for (KeyValue<String, String> entry : list(table)) {
            actual.put(entry.key(), plain(entry.value()));
            assertThat(table.get(entry.key(), hash(entry.key()))).isEqualTo(entry.value());
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(table.size()).isEqualTo(expected.size());
        assertThat(list(builtAnew(table, aggregate, slices)))
                .as("a table built anew from the slices")
                .containsExactlyInAnyOrderElementsOf(list(table));
    }

    private static SlidingWindowTable<String, String> builtAnew(
            SlidingWindowTable<String, String> table, Aggregate<?, String, ?> aggregate, int slices) throws Exception {
        SlidingWindowTable<String, String> anew = new SlidingWindowTable<>(aggregate, slices);
        anew.begin();
        table.forEachPartial(anew::add);
        if (table.last() > Long.MIN_VALUE) {
            anew.advance(table.last());
        }
        anew.commit();
        return anew;
    }

    private static List<KeyValue<String, String>> list(SlidingWindowTable<String, String> table) throws Exception {
        List<KeyValue<String, String>> entries = new ArrayList<>();
        table.forEach((key, hash, value) -> entries.add(KeyValue.of(key, value)));
        return entries;
    }

    private BinaryOperator<String> failing(BinaryOperator<String> function) {
        return (left, right) -> {
            if (callsUntilFailure-- == 0) {
                throw new Planted();
            }
            return function.apply(left, right);
        };
    }

    private static String plain(String text) {
        return text.replaceAll("[() ]", "");
    }

    private static int hash(String key) {
        return key.hashCode() * 0x01000193;
    }
}
