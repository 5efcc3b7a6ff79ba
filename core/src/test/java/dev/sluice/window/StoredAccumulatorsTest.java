package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Comparator;
import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.TypeRegistry;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The accumulators of all ready-made aggregates can be stored, and go on bit by bit equal. */
class StoredAccumulatorsTest {
    private static final RecordCodec CODEC = TypeRegistry.defaults().codec();
    private static final Map<String, Aggregate<Integer, ?, ?>> AGGREGATES = Map.ofEntries(
            Map.entry("count", Aggregates.count()),
            Map.entry("sumLong", Aggregates.sumLong(n -> n)),
            Map.entry("sumDouble", Aggregates.sumDouble(n -> n / 3.0)),
            Map.entry("average", Aggregates.average(n -> n / 3.0)),
            Map.entry("variance", Aggregates.variance(n -> n / 3.0)),
            Map.entry("min", Aggregates.<Integer>min()),
            Map.entry("topK", Aggregates.topK(3, Comparator.<Integer, Integer>comparing(n -> n % 7))),
            Map.entry("last", Aggregates.last()),
            Map.entry("distinctCount", Aggregates.distinctCount()),
            Map.entry("toList", Aggregates.toList()),
            Map.entry(
                    "all",
                    Aggregates.all(
                            Aggregates.<Integer>toList(),
                            Aggregates.<Integer>distinctCount(),
                            Aggregates.<Integer>variance(n -> n / 3.0))));

    static Stream<String> names() {
        return AGGREGATES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStoredAccumulatorGoesOnAsIfItHadNotBeen(String name) throws Exception {
        check(AGGREGATES.get(name));
    }

    private static <A> void check(Aggregate<Integer, A, ?> aggregate) throws Exception {
        A left = sum(aggregate, 1, 40);
        A right = sum(aggregate, 30, 70);
        A both = aggregate.merge(stored(left), stored(right));
        assertThat(aggregate.finish(both)).isEqualTo(aggregate.finish(aggregate.merge(left, right)));
        assertThat(aggregate.finish(aggregate.add(stored(both), 99)))
                .isEqualTo(aggregate.finish(aggregate.add(both, 99)));
        if (aggregate.invertible()) {
            assertThat(aggregate.finish(aggregate.subtract(stored(both), stored(left))))
                    .isEqualTo(aggregate.finish(right));
        }
    }

    private static <A> A sum(Aggregate<Integer, A, ?> aggregate, int from, int to) throws Exception {
        A sum = aggregate.zero();
        for (int value = from; value < to; value++) {
            sum = aggregate.add(sum, value);
        }
        return sum;
    }

    @SuppressWarnings("unchecked") // what was written is read
    private static <A> A stored(A accumulator) {
        return (A) CODEC.decode(ByteBuffer.wrap(CODEC.encode(accumulator)));
    }
}
