package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidKeyException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys are placed alike in every JVM, or refused. */
class KeysTest extends EngineTest {
    private enum Color {
        RED,
        GREEN
    }

    private record Car(Color color, int doors) {}

    @Test
    void aKeyThatHoldsAnEnumIsOneKey() {
        List<KeyValue<Car, Integer>> sums = rdd(List.of(1, 2, 3), List.of(4, 5, 6))
                .keyBy(n -> new Car(n % 2 == 0 ? Color.RED : Color.GREEN, 4))
                .reduceByKey(Integer::sum, 2)
                .collect();
        assertThat(sums)
                .containsExactlyInAnyOrder(
                        KeyValue.of(new Car(Color.RED, 4), 12), KeyValue.of(new Car(Color.GREEN, 4), 9));
    }

    @Test
    void aKeyLiesInThePartitionOfItsStableHash() {
        int target = new dev.sluice.data.HashPartitioner(3)
                .partition(Color.GREEN, dev.sluice.data.StableHash.of(Color.GREEN));
        List<Integer> sizes = rdd(List.of(1), List.of(2))
                .keyBy(n -> Color.GREEN)
                .groupByKey(3)
                .mapPartitions(records -> List.of(records.hasNext() ? 1 : 0).iterator())
                .collect();
        assertThat(sizes.indexOf(1)).isEqualTo(target);
        assertThat(sizes).hasSize(3).containsOnlyOnce(1);
    }

    @Test
    void anArrayAsKeyIsRefused() {
        assertThatThrownBy(() -> rdd(List.of(1, 1))
                        .keyBy(n -> new int[] {n})
                        .reduceByKey(Integer::sum, 2)
                        .collect())
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageMatching("reduceByKey at KeysTest\\.java:\\d+: .*int\\[\\].*");
    }

    @Test
    void moreKeysThanCombiningPaysForGiveTheSameSums() {
        int keys = 3 * Outbox.SAMPLE;
        List<Integer> numbers = IntStream.range(0, keys).boxed().toList();
        List<KeyValue<Integer, Integer>> sums =
                rdd(numbers, numbers).keyBy(n -> n).reduceByKey(Integer::sum, 3).collect();
        assertThat(sums).hasSize(keys).allMatch(sum -> sum.value() == 2 * sum.key());
    }
}
