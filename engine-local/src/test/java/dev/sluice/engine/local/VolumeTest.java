package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StorageLevel;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a stage is known to read, by which it stays on the calling thread or is shared. */
class VolumeTest {
    private static final Origin ORIGIN = Jobs.origin("test");
    private static final HashPartitioner TWO = new HashPartitioner(2);

    private final LocalEngine engine = Mode.INLINE.engine();
    private final LocalJobGroup group = (LocalJobGroup) Mode.group(engine);

    @AfterEach
    void close() {
        group.close();
        engine.close();
    }

    @Test
    void stepsReadWhatTheirSourceHas() {
        assertThat(volume(pairs())).isEqualTo(5);
        assertThat(volume(Plans.filter(pairs(), pair -> false, ORIGIN))).isEqualTo(5);
        assertThat(group.volume().of(pairs(), 0)).isEqualTo(2);
        assertThat(group.volume().of(pairs(), new int[] {1, 1})).isEqualTo(6);
        assertThat(volume(Plans.empty(ORIGIN))).isZero();
    }

    @Test
    void aSourceThatDoesNotKnowMakesAllUnknown() {
        PlanNode<KeyValue<Integer, Integer>> unknown = new Source<>(List.of(new UnknownSplit()), ORIGIN);
        assertThat(volume(unknown)).isEqualTo(Volume.UNKNOWN);
        assertThat(volume(Plans.union(List.of(pairs(), unknown, pairs()), ORIGIN)))
                .isEqualTo(Volume.UNKNOWN);
    }

    private record UnknownSplit() implements Split<KeyValue<Integer, Integer>> {
        @Override
        public Iterator<KeyValue<Integer, Integer>> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public long size() {
            return UNKNOWN;
        }
    }

    @Test
    void severalParentsAddUp() {
        assertThat(volume(Plans.union(List.of(pairs(), pairs()), ORIGIN))).isEqualTo(10);
        PlanNode<KeyValue<Integer, Integer>> placed = evaluated(KeyedPlans.partitionBy(pairs(), TWO, ORIGIN));
        assertThat(volume(Plans.union(List.of(placed, placed), ORIGIN))).isEqualTo(10);
    }

    @Test
    void aShuffleIsKnownOnceItIsEvaluated() {
        PlanNode<KeyValue<Integer, Integer>> moved = KeyedPlans.partitionBy(pairs(), TWO, ORIGIN);
        PlanNode<KeyValue<Integer, Integer>> sums = KeyedPlans.reduceByKey(pairs(), Integer::sum, TWO, ORIGIN);
        assertThat(volume(moved)).isEqualTo(Volume.UNKNOWN);
        assertThat(volume(evaluated(moved))).isEqualTo(5);
        assertThat(volume(evaluated(sums))).isEqualTo(3);
    }

    @Test
    void whatIsPlacedAlreadyReadsItsParent() {
        PlanNode<KeyValue<Integer, Integer>> moved = KeyedPlans.partitionBy(pairs(), TWO, ORIGIN);
        PlanNode<KeyValue<Integer, Integer>> sums = KeyedPlans.reduceByKey(moved, Integer::sum, TWO, ORIGIN);
        evaluated(moved);
        assertThat(volume(sums)).isEqualTo(5);
        assertThat(volume(evaluated(sums))).isEqualTo(3);
    }

    @Test
    void aKeptNodeReadsWhatIsKept() {
        PlanNode<KeyValue<Integer, Integer>> kept = new Persist<>(
                engine.newPersistId(),
                Plans.filter(pairs(), pair -> pair.key() == 0, ORIGIN),
                StorageLevel.MEMORY_ONLY,
                ORIGIN);
        assertThat(volume(kept)).isEqualTo(5);
        assertThat(volume(evaluated(kept))).isEqualTo(2);
    }

    @Test
    void aStateReadsWhatItEmittedAndASnapshotTheWholeState() {
        PlanNode<KeyValue<String, Integer>> texts =
                Plans.map(pairs(), pair -> KeyValue.of("k" + pair.key(), pair.value()), ORIGIN);
        Stateful<TallyState, KeyValue<String, Integer>> node = new Stateful<>(
                "tally", 0, 1, List.of(KeyedPlans.partitionBy(texts, TWO, ORIGIN)), new TallyStep(), TWO, ORIGIN);
        StateSnapshot<TallyState, String> snapshot = new StateSnapshot<>(
                node, (state, out) -> out.emit(state.values().toString()), ORIGIN);
        assertThat(volume(node)).isEqualTo(Volume.UNKNOWN);
        assertThat(volume(snapshot)).isEqualTo(Volume.UNKNOWN);
        assertThat(volume(evaluated(node))).isEqualTo(3);
        assertThat(volume(snapshot)).isEqualTo(3);
    }

    private long volume(PlanNode<?> node) {
        return group.volume().of(node, Parts.all(node));
    }

    private <T> PlanNode<T> evaluated(PlanNode<T> node) {
        Jobs.collect(group, node);
        return node;
    }

    /** Five records with three keys, in two partitions. */
    private static PlanNode<KeyValue<Integer, Integer>> pairs() {
        List<KeyValue<Integer, Integer>> pairs =
                List.of(KeyValue.of(0, 1), KeyValue.of(1, 1), KeyValue.of(2, 1), KeyValue.of(0, 1), KeyValue.of(1, 1));
        return Plans.ofList(pairs, 2, ORIGIN);
    }
}
