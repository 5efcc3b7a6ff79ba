package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.data.Pair;
import dev.sluice.data.Triple;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Comparator;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregatesTest {
    private record Trade(String symbol, long price) {}

    private static final List<Trade> TRADES =
            List.of(new Trade("b", 5), new Trade("a", 9), new Trade("c", 1), new Trade("a", 9), new Trade("b", 1));
    private static final List<Trade> NONE = List.of();

    @Test
    void countsAndSums() throws Exception {
        assertThat(of(Aggregates.count(), TRADES)).isEqualTo(5L);
        assertThat(of(Aggregates.count(), NONE)).isEqualTo(0L);
        assertThat(of(Aggregates.sumLong(Trade::price), TRADES)).isEqualTo(25L);
        assertThat(of(Aggregates.sumDouble(Trade::price), TRADES)).isEqualTo(25.0);
        assertThat(of(Aggregates.sumDouble(Trade::price), NONE)).isEqualTo(0.0);
        assertThat(of(Aggregates.average(Trade::price), TRADES)).isEqualTo(5.0);
        assertThat(of(Aggregates.average(Trade::price), NONE)).isNaN();
    }

    @Test
    void longSumsWrapAround() throws Exception {
        assertThat(of(Aggregates.sumLong(n -> n), List.of(Long.MAX_VALUE, 1L))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void extremesAreTheEarliestOfEqualOnes() throws Exception {
        Comparator<Trade> byPrice = Comparator.comparing(Trade::price);
        assertThat(of(Aggregates.min(byPrice), TRADES)).isSameAs(TRADES.get(2));
        assertThat(of(Aggregates.max(byPrice), TRADES)).isSameAs(TRADES.get(1));
        assertThat(of(Aggregates.minBy(Trade::price), TRADES)).isSameAs(TRADES.get(2));
        assertThat(of(Aggregates.maxBy(Trade::price), TRADES)).isSameAs(TRADES.get(1));
        assertThat(of(Aggregates.min(byPrice.reversed()), TRADES)).isSameAs(TRADES.get(1));
        assertThat(of(Aggregates.min(), List.of(3, 1, 2))).isEqualTo(1);
        assertThat(of(Aggregates.max(), List.of(3, 1, 2))).isEqualTo(3);
        assertThat(of(Aggregates.max(byPrice), NONE)).isNull();
    }

    @Test
    void firstAndLastGoByOrder() throws Exception {
        assertThat(of(Aggregates.first(), TRADES)).isSameAs(TRADES.get(0));
        assertThat(of(Aggregates.last(), TRADES)).isSameAs(TRADES.get(4));
        assertThat(of(Aggregates.first(), NONE)).isNull();
    }

    @Test
    void theGreatestComeFirstAndOfEqualOnesTheEarlier() throws Exception {
        Aggregate<Trade, ?, List<Trade>> top = Aggregates.topK(3, Comparator.comparing(Trade::price));
        List<Trade> greatest = of(top, TRADES);
        assertThat(greatest).containsExactly(TRADES.get(1), TRADES.get(3), TRADES.get(0));
        assertThat(greatest.get(0)).isSameAs(TRADES.get(1));
        assertThat(of(top, NONE)).isEmpty();
        assertThat(of(Aggregates.topK(2), List.of(4, 1, 7))).containsExactly(7, 4);
        assertThat(of(Aggregates.topK(9), List.of(4, 1, 7))).containsExactly(7, 4, 1);
    }

    @Test
    void topKNeedsRoom() {
        assertThatThrownBy(() -> Aggregates.<Integer>topK(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("topK needs room for at least 1 record, but k was 0");
    }

    @Test
    void listsKeepTheOrderAndNulls() throws Exception {
        List<String> records = Arrays.asList("a", null, "b", null, null, "c", "d", "e", "f");
        assertThat(of(Aggregates.toList(), records)).isEqualTo(records);
        assertThatThrownBy(() -> of(Aggregates.toList(), records).add("x"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void distinctRecordsAreCountedOnce() throws Exception {
        assertThat(of(Aggregates.distinctCount(), TRADES)).isEqualTo(4L);
        assertThat(of(Aggregates.mapping(Trade::symbol, Aggregates.distinctCount()), TRADES))
                .isEqualTo(3L);
        assertThat(of(Aggregates.distinctCount(), NONE)).isEqualTo(0L);
    }

    @Test
    void theVarianceIsThatOfThePopulation() throws Exception {
        List<Double> values = List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0);
        assertThat(of(Aggregates.variance(n -> n), values)).isCloseTo(4.0, within(1e-12));
        assertThat(of(Aggregates.standardDeviation(n -> n), values)).isCloseTo(2.0, within(1e-12));
        assertThat(of(Aggregates.variance(n -> n), List.of(5.0))).isZero();
        assertThat(of(Aggregates.variance(n -> n), List.<Double>of())).isNaN();
    }

    @Test
    void aSmallVarianceAroundALargeMeanIsNotLost() throws Exception {
        List<Double> values = List.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
        assertThat(of(Aggregates.variance(n -> n), values)).isCloseTo(22.5, within(1e-6));
    }

    @Test
    void sumsOfDoublesDoNotLoseSmallTerms() throws Exception {
        assertThat(of(Aggregates.sumDouble(n -> n), List.of(1.0, 1e100, 1.0, -1e100)))
                .isEqualTo(2.0);
        assertThat(of(Aggregates.sumDouble(n -> n), List.of(1.0, Double.POSITIVE_INFINITY, 1.0)))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(of(Aggregates.sumDouble(n -> n), List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                .isNaN();
        assertThat(of(Aggregates.sumDouble(n -> n), List.of(1.0, Double.NaN))).isNaN();
    }

    @Test
    void severalAggregatesGoInOnePass() throws Exception {
        Aggregate<Trade, ?, Pair<Long, Trade>> two =
                Aggregates.all(Aggregates.<Trade>count(), Aggregates.<Trade>first());
        assertThat(of(two, TRADES)).isEqualTo(Pair.of(5L, TRADES.get(0)));
        Aggregate<Trade, ?, Triple<Long, Long, Double>> three = Aggregates.all(
                Aggregates.<Trade>count(), Aggregates.sumLong(Trade::price), Aggregates.average(Trade::price));
        assertThat(of(three, TRADES)).isEqualTo(new Triple<>(5L, 25L, 5.0));
        Aggregate<Trade, ?, List<Long>> many =
                Aggregates.all(List.of(Aggregates.<Trade>count(), Aggregates.sumLong(Trade::price)));
        assertThat(of(many, TRADES)).containsExactly(5L, 25L);
        Aggregate<Trade, ?, Pair<Trade, Long>> ofNone =
                Aggregates.all(Aggregates.<Trade>last(), Aggregates.<Trade>count());
        assertThat(of(ofNone, NONE)).isEqualTo(Pair.of(null, 0L));
    }

    @Test
    void aResultCanBeTurnedIntoAnother() throws Exception {
        Aggregate<Trade, ?, String> shown = Aggregates.<Trade>count().andThen(n -> "n=" + n);
        assertThat(of(shown, TRADES)).isEqualTo("n=5");
    }

    @Test
    void onlyExactAggregatesHaveAnInverse() {
        assertThat(Aggregates.count().invertible()).isTrue();
        assertThat(Aggregates.<Long>sumLong(n -> n).invertible()).isTrue();
        assertThat(Aggregates.last().invertible()).isTrue();
        assertThat(Aggregates.toList().invertible()).isTrue();
        assertThat(Aggregates.distinctCount().invertible()).isTrue();
        assertThat(Aggregates.first().invertible()).isFalse();
        assertThat(Aggregates.<Integer>max().invertible()).isFalse();
        assertThat(Aggregates.<Integer>topK(1).invertible()).isFalse();
        assertThat(Aggregates.<Double>sumDouble(n -> n).invertible()).isFalse();
        assertThat(Aggregates.<Double>average(n -> n).invertible()).isFalse();
        assertThat(Aggregates.<Double>variance(n -> n).invertible()).isFalse();
        assertThat(Aggregates.count().andThen(n -> -n).invertible()).isTrue();
        assertThat(Aggregates.mapping(Trade::price, Aggregates.<Long>max()).invertible())
                .isFalse();
        assertThat(Aggregates.all(Aggregates.count(), Aggregates.last()).invertible())
                .isTrue();
        assertThat(Aggregates.all(Aggregates.count(), Aggregates.first()).invertible())
                .isFalse();
    }

    @Test
    void subtractingWithoutAnInverseIsExplained() {
        String explanation = "this aggregate has no inverse, so nothing can be subtracted: ask invertible() first";
        assertThatThrownBy(() -> Aggregates.<Integer>max().subtract(1, 1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(explanation);
        assertThatThrownBy(() -> Aggregate.<Long, Long, Long>of(() -> 0L, Long::sum, Long::sum, n -> n)
                        .subtract(1L, 1L))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(explanation);
    }

    private static <T, A, R> R of(Aggregate<T, A, R> aggregate, List<T> records) throws Exception {
        A accumulator = aggregate.zero();
        for (T record : records) {
            accumulator = aggregate.add(accumulator, record);
        }
        return aggregate.finish(accumulator);
    }
}
