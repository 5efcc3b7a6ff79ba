package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Triple;
import dev.sluice.rdd.PairRdd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Joins beside nested loops over lists. */
class JoinTest extends EngineUnderTest {
    private final List<KeyValue<Integer, String>> left = random("l", 60, 1);
    private final List<KeyValue<Integer, String>> right = random("r", 50, 2);

    private static List<KeyValue<Integer, String>> random(String name, int size, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, size)
                .mapToObj(i -> kv(random.nextInt(40), name + i))
                .toList();
    }

    private static <V> List<V> of(Integer key, List<KeyValue<Integer, V>> records) {
        return records.stream()
                .filter(record -> record.key().equals(key))
                .map(KeyValue::value)
                .toList();
    }

    private List<KeyValue<Integer, Pair<Optional<String>, Optional<String>>>> naive(
            boolean keepLeft, boolean keepRight) {
        List<KeyValue<Integer, Pair<Optional<String>, Optional<String>>>> joined = new ArrayList<>();
        for (KeyValue<Integer, String> l : left) {
            of(l.key(), right).forEach(r -> joined.add(pair(l.key(), l.value(), r)));
            if (keepLeft && of(l.key(), right).isEmpty()) {
                joined.add(pair(l.key(), l.value(), null));
            }
        }
        for (KeyValue<Integer, String> r : right) {
            if (keepRight && of(r.key(), left).isEmpty()) {
                joined.add(pair(r.key(), null, r.value()));
            }
        }
        return joined;
    }

    private static KeyValue<Integer, Pair<Optional<String>, Optional<String>>> pair(Integer key, String l, String r) {
        return kv(key, Pair.of(Optional.ofNullable(l), Optional.ofNullable(r)));
    }

    @ParameterizedTest
    @EnumSource
    void joinGivesEveryPairOfValuesOfAKey(Layout layout) {
        assertThat(pairs(layout, left).join(pairs(layout, right)).collect())
                .containsExactlyInAnyOrderElementsOf(naive(false, false).stream()
                        .map(j -> kv(
                                j.key(),
                                Pair.of(
                                        j.value().first().get(),
                                        j.value().second().get())))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void leftOuterJoinKeepsTheLeftSide(Layout layout) {
        assertThat(pairs(layout, left).leftOuterJoin(pairs(layout, right)).collect())
                .containsExactlyInAnyOrderElementsOf(naive(true, false).stream()
                        .map(j -> kv(
                                j.key(),
                                Pair.of(j.value().first().get(), j.value().second())))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void rightOuterJoinKeepsTheRightSide(Layout layout) {
        assertThat(pairs(layout, left).rightOuterJoin(pairs(layout, right)).collect())
                .containsExactlyInAnyOrderElementsOf(naive(false, true).stream()
                        .map(j -> kv(
                                j.key(),
                                Pair.of(j.value().first(), j.value().second().get())))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void fullOuterJoinKeepsBothSides(Layout layout) {
        assertThat(pairs(layout, left).fullOuterJoin(pairs(layout, right)).collect())
                .containsExactlyInAnyOrderElementsOf(naive(true, true));
    }

    @ParameterizedTest
    @EnumSource
    void cogroupGathersTheValuesOfEachSide(Layout layout) {
        List<KeyValue<Integer, Pair<List<String>, List<String>>>> expected = Stream.concat(
                        left.stream(), right.stream())
                .map(KeyValue::key)
                .distinct()
                .map(key -> kv(key, Pair.of(of(key, left), of(key, right))))
                .toList();
        assertThat(pairs(layout, left).cogroup(pairs(layout, right)).collect())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void cogroupTakesThreeSides(Layout layout) {
        assertThat(pairs(layout, List.of(kv("a", 1), kv("b", 2), kv("a", 3)))
                        .cogroup(
                                pairs(layout, List.of(kv("b", "x"))),
                                pairs(layout, List.of(kv("c", 0.5), kv("a", 1.5))))
                        .collectAsMap())
                .containsOnlyKeys("a", "b", "c")
                .containsEntry("a", new Triple<>(List.of(1, 3), List.of(), List.of(1.5)))
                .containsEntry("b", new Triple<>(List.of(2), List.of("x"), List.of()))
                .containsEntry("c", new Triple<>(List.of(), List.of(), List.of(0.5)));
    }

    @ParameterizedTest
    @EnumSource
    void subtractByKeyKeepsPairsWhoseKeyTheOtherLacks(Layout layout) {
        assertThat(pairs(layout, left).subtractByKey(pairs(layout, right)).collect())
                .containsExactlyInAnyOrderElementsOf(
                        left.stream().filter(l -> of(l.key(), right).isEmpty()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void anEmptySideJoinsToNothingOrToTheOtherSide(Layout layout) {
        PairRdd<Integer, String> nothing = pairs(layout, List.of());
        PairRdd<Integer, String> some = pairs(layout, List.of(kv(1, "a")));
        assertThat(some.join(nothing).collect()).isEmpty();
        assertThat(nothing.join(some).collect()).isEmpty();
        assertThat(some.leftOuterJoin(nothing).collect()).containsExactly(kv(1, Pair.of("a", Optional.empty())));
        assertThat(nothing.leftOuterJoin(some).collect()).isEmpty();
        assertThat(nothing.rightOuterJoin(some).collect()).containsExactly(kv(1, Pair.of(Optional.empty(), "a")));
        assertThat(nothing.fullOuterJoin(nothing).collect()).isEmpty();
        assertThat(some.cogroup(nothing).collect()).containsExactly(kv(1, Pair.of(List.of("a"), List.of())));
        assertThat(some.subtractByKey(nothing).collect()).containsExactly(kv(1, "a"));
    }

    @Test
    void aKeysPairsComeInTheOrderOfTheLeftThenTheRightSide() {
        PairRdd<String, Integer> l = pairs(kv("k", 1), kv("k", 2));
        PairRdd<String, Integer> r = pairs(kv("k", 3), kv("k", 4));
        assertThat(l.join(r).values().collect())
                .containsExactly(Pair.of(1, 3), Pair.of(1, 4), Pair.of(2, 3), Pair.of(2, 4));
    }

    @Test
    void nullValuesSurviveAnInnerJoinAndLookMissingInAnOuterOne() {
        PairRdd<String, String> nulls = pairs(kv("k", (String) null));
        PairRdd<String, String> some = pairs(kv("k", "v"));
        assertThat(nulls.join(some).collect()).containsExactly(kv("k", Pair.of(null, "v")));
        assertThat(some.join(nulls).collect()).containsExactly(kv("k", Pair.of("v", null)));
        assertThat(some.leftOuterJoin(nulls).collect()).containsExactly(kv("k", Pair.of("v", Optional.empty())));
        assertThat(nulls.leftOuterJoin(some).collect()).containsExactly(kv("k", Pair.of(null, Optional.of("v"))));
        assertThat(nulls.cogroup(nulls).values().first().first()).hasSize(1).containsOnlyNulls();
    }

    @Test
    void cogroupedListsCannotBeChanged() {
        Pair<List<Integer>, List<Integer>> group =
                pairs(kv("k", 1)).cogroup(pairs(kv("j", 2))).lookup("k").get(0);
        assertThatThrownBy(() -> group.first().add(3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> group.second().add(3)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aJoinIsPlacedAsItsLargestPlacedSide() {
        PairRdd<Integer, String> two = pairs(Layout.EVEN, left).partitionBy(new HashPartitioner(2));
        PairRdd<Integer, String> six = pairs(Layout.EVEN, right).partitionBy(new HashPartitioner(6));
        PairRdd<Integer, String> unplaced = pairs(Layout.EVEN, right);
        assertThat(two.join(six).plan().partitioner()).isEqualTo(new HashPartitioner(6));
        assertThat(six.leftOuterJoin(two).plan().partitioner()).isEqualTo(new HashPartitioner(6));
        assertThat(unplaced.fullOuterJoin(two).plan().partitioner()).isEqualTo(new HashPartitioner(2));
        assertThat(unplaced.cogroup(two, six).partitions()).isEqualTo(6);
        assertThat(unplaced.subtractByKey(unplaced).partitions()).isEqualTo(engine.defaultParallelism());
    }

    @Test
    void everyJoinTakesANumberOfPartitionsOrAPartitioner() {
        PairRdd<Integer, String> l = pairs(Layout.EVEN, left);
        PairRdd<Integer, String> r = pairs(Layout.EVEN, right);
        HashPartitioner seven = new HashPartitioner(7);
        assertThat(List.<PairRdd<Integer, ?>>of(
                        l.join(r, 7),
                        l.join(r, seven),
                        l.leftOuterJoin(r, 7),
                        l.leftOuterJoin(r, seven),
                        l.rightOuterJoin(r, 7),
                        l.rightOuterJoin(r, seven),
                        l.fullOuterJoin(r, 7),
                        l.fullOuterJoin(r, seven),
                        l.cogroup(r, 7),
                        l.cogroup(r, seven),
                        l.cogroup(r, r, 7),
                        l.cogroup(r, r, seven),
                        l.subtractByKey(r, 7),
                        l.subtractByKey(r, seven)))
                .allSatisfy(joined -> assertThat(joined.plan().partitioner()).isEqualTo(seven));
        assertThat(l.join(r, 7).collect()).hasSameSizeAs(l.join(r).collect());
    }
}
