package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.Engine;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.Split;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is computed, when, and how often. */
class LazinessTest extends EngineUnderTest {
    private Engine.Counter computed;

    @BeforeEach
    void countFromZero() {
        computed = engine.counter("computed in batch " + batch());
    }

    private Rdd<Integer> watched(Rdd<Integer> rdd) {
        Engine.Counter counter = computed;
        return rdd.map(n -> {
            counter.add(1);
            return n;
        });
    }

    @Test
    void transformationsComputeNothing() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 20)));
        PairRdd<Integer, Integer> pairs = rdd.keyBy(n -> n % 3);
        rdd.sortBy(n -> -n);
        rdd.zipWithIndex();
        rdd.distinct().cartesian(rdd.repartition(3)).coalesce(2);
        pairs.sortByKey().groupByKey().join(pairs.reduceByKey(Integer::sum)).cache();
        rdd.toLocalIterator();
        assertThat(computed.value()).isZero();
    }

    @Test
    void takeComputesNoMoreThanItTakes() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 100)));
        assertThat(rdd.take(1)).containsExactly(1);
        assertThat(computed.value()).isEqualTo(1);
        assertThat(rdd.first()).isEqualTo(1);
        assertThat(computed.value()).isEqualTo(2);
    }

    @Test
    void takeLooksIntoMorePartitionsOnlyWhenTheFirstAreNotEnough() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 100)));
        assertThat(rdd.take(21)).isEqualTo(numbers(1, 21));
        assertThat(computed.value())
                .as("all of the first, one of each of the next three")
                .isEqualTo(20 + 3);
    }

    @Test
    void isEmptyStopsAtTheFirstRecord() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 100)));
        assertThat(rdd.isEmpty()).isFalse();
        assertThat(computed.value()).isEqualTo(1);
    }

    @Test
    void isEmptyReadsNothingWhereThePlanShowsIt() {
        Engine.Counter reads = computed;
        Rdd<Integer> empty = of(List.of(new WatchedSplit(0, reads), new WatchedSplit(0, reads)));
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.map(n -> n + 1).filter(n -> n > 0).union(empty).isEmpty())
                .isTrue();
        assertThat(empty.keyBy(n -> n).reduceByKey(Integer::sum).cache().isEmpty())
                .isTrue();
        assertThat(empty.take(5)).isEmpty();
        assertThat(reads.value()).isZero();
    }

    @Test
    void isEmptyReadsWhatDoesNotKnowItsSize() {
        Engine.Counter reads = computed;
        Rdd<Integer> unknown = of(List.of(new WatchedSplit(Split.UNKNOWN, reads)));
        assertThat(unknown.isEmpty()).isTrue();
        assertThat(reads.value()).isEqualTo(1);
    }

    /** An empty partition that says what it likes about its size and counts how often it is read. */
    private record WatchedSplit(long size, Engine.Counter reads) implements Split<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            reads.add(1);
            return List.<Integer>of().iterator();
        }
    }

    @Test
    void whatIsNotKeptIsComputedAgain() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 10)));
        rdd.count();
        rdd.count();
        assertThat(computed.value()).isEqualTo(20);
    }

    @Test
    void whatIsCachedIsComputedOnce() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 10))).cache();
        assertThat(rdd.count()).isEqualTo(10);
        assertThat(rdd.map(n -> -n).collect()).hasSize(10);
        assertThat(rdd.sortBy(n -> -n).first()).isEqualTo(10);
        assertThat(computed.value()).isEqualTo(10);
    }

    @Test
    void persistWorksOnTheRddItselfAsInSpark() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 10)));
        rdd.persist(StorageLevel.MEMORY_AND_DISK);
        rdd.count();
        rdd.count();
        assertThat(computed.value()).isEqualTo(10);
    }

    @Test
    void onlyThePartitionsAskedForAreKept() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 10))).cache();
        rdd.first();
        assertThat(computed.value()).isLessThan(10);
        rdd.count();
        assertThat(computed.value()).isEqualTo(10);
    }

    @Test
    void whatIsUnpersistedIsComputedAgain() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 10))).cache();
        rdd.count();
        rdd.unpersist().unpersist();
        rdd.count();
        rdd.count();
        assertThat(computed.value()).isEqualTo(30);
    }

    @Test
    void persistingTwiceKeepsOnce() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 10))).cache();
        rdd.count();
        rdd.persist(StorageLevel.DISK_ONLY).count();
        rdd.unpersist().count();
        assertThat(computed.value()).isEqualTo(20);
    }

    @Test
    void whatAStreamKeepsIsNotForgottenByOneOfItsReaders() {
        long id = engine.newPersistId();
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 10)));
        Persist<Integer> kept = new Persist<>(id, rdd.plan(), StorageLevel.MEMORY_ONLY, new Origin("window", "a test"));
        Rdd<Integer> ofStream = Rdd.of(context, kept);
        assertThat(ofStream.cache().plan()).as("kept once, not twice").isSameAs(kept);
        ofStream.count();
        ofStream.unpersist().count();
        assertThat(computed.value()).isEqualTo(10);
        engine.unpersist(id);
    }

    @Test
    void releasingTheBatchForgetsWhatItKept() {
        Rdd<Integer> rdd = watched(rdd(Layout.EVEN, numbers(1, 10))).cache();
        rdd.count();
        context.release();
        rdd.count();
        assertThat(computed.value()).isEqualTo(20);
    }

    @Test
    void aShuffleOfABatchIsComputedOnce() {
        PairRdd<Integer, Integer> sums =
                watched(rdd(Layout.EVEN, numbers(1, 10))).keyBy(n -> n % 2).reduceByKey(Integer::sum);
        sums.collect();
        sums.mapValues(sum -> -sum).collect();
        assertThat(computed.value()).isEqualTo(10);
    }

    @Test
    void theLocalIteratorComputesPartitionByPartition() {
        Iterator<Integer> records = watched(rdd(Layout.EVEN, numbers(1, 10))).toLocalIterator();
        assertThat(records.next()).isEqualTo(1);
        assertThat(computed.value()).isEqualTo(2);
        records.forEachRemaining(n -> {});
        assertThat(computed.value()).isEqualTo(10);
    }
}
