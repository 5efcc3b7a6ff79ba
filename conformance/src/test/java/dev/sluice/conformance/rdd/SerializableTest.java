package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.data.HashPartitioner;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Zip;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What travels to a worker can be written: neither steps nor tasks drag an Rdd or its context along. */
class SerializableTest extends EngineUnderTest {
    private static void write(Object travelling) {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(travelling);
        } catch (IOException cannot) {
            throw new AssertionError(travelling + " cannot be written", cannot);
        }
    }

    private static void collectTravelling(PlanNode<?> node, List<Object> travelling) {
        if (node instanceof Narrow<?, ?> narrow) {
            travelling.add(narrow.step());
        } else if (node instanceof Zip<?> zip) {
            travelling.add(zip.step());
        } else if (node instanceof Shuffle<?, ?, ?> shuffle) {
            travelling.add(shuffle.partitioner());
            travelling.add(shuffle.combiner());
        }
        travelling.add(node.origin());
        node.parents().forEach(parent -> collectTravelling(parent, travelling));
    }

    @Test
    void theStepsOfEveryTransformation() {
        Rdd<Integer> rdd = rdd(Layout.EVEN, numbers(1, 4));
        PairRdd<Integer, Integer> pairs = rdd.keyBy(n -> n);
        List<Rdd<?>> all = List.of(
                rdd.map(n -> n).filter(n -> true).flatMap(List::of).glom(),
                rdd.mapPartitions(records -> records).mapPartitionsWithIndex((index, records) -> records),
                rdd.mapToPair(n -> kv(n, n)).union(rdd.flatMapToPair(n -> List.of(kv(n, n)))),
                rdd.mapPartitionsToPair(records -> List.of(kv(1, 1)).iterator()),
                rdd.groupBy(n -> n).flatMapValues(list -> list).mapValues(n -> n),
                rdd.distinct().intersection(rdd).subtract(rdd),
                rdd.cartesian(rdd).sample(0.5, 1).repartition(3).coalesce(2),
                rdd.sortBy(n -> n).sortBy(n -> n, false, 3),
                pairs.sortByKey().sortByKey(false).sortByKey((a, b) -> a - b),
                rdd.zipWithIndex().zipWithUniqueId(),
                pairs.reduceByKey(Integer::sum).groupByKey(),
                pairs.combineByKey(n -> n, Integer::sum, Integer::sum),
                pairs.aggregateByKey(() -> 0, Integer::sum, Integer::sum).foldByKey(0, Integer::sum),
                pairs.join(pairs).leftOuterJoin(pairs).rightOuterJoin(pairs).fullOuterJoin(pairs),
                pairs.cogroup(pairs).cogroup(pairs, pairs).subtractByKey(pairs),
                pairs.partitionBy(new HashPartitioner(2)).keys().union(pairs.values()));
        List<Object> travelling = new ArrayList<>();
        all.forEach(each -> collectTravelling(each.plan(), travelling));
        assertThat(travelling).filteredOn(Objects::nonNull).allSatisfy(SerializableTest::write);
    }

    /** A group that writes every task before it runs it. */
    private record WritingGroup(JobGroup group) implements JobGroup {
        @Override
        public String name() {
            return group.name();
        }

        @Override
        public <T, R> List<R> run(PlanNode<T> node, List<Integer> partitions, Task<T, R> task) {
            write(task);
            List<Object> travelling = new ArrayList<>();
            collectTravelling(node, travelling);
            travelling.forEach(SerializableTest::write);
            return group.run(node, partitions, task);
        }

        @Override
        public void cancel() {
            group.cancel();
        }

        @Override
        public void commit() {
            group.commit();
        }

        @Override
        public void close() {
            group.close();
        }
    }

    @Test
    void theTasksOfEveryAction() {
        RddContext writing = RddContext.ofBatch(engine, new WritingGroup(group), batch());
        Rdd<Integer> rdd = of(writing, Layout.EVEN.splits(numbers(1, 9)));
        assertThatCode(() -> {
                    rdd.collect();
                    rdd.count();
                    rdd.take(3);
                    rdd.top(3);
                    rdd.takeOrdered(3, (a, b) -> b - a);
                    rdd.min((a, b) -> a - b);
                    rdd.max((a, b) -> a - b);
                    rdd.reduce(Integer::sum);
                    rdd.fold(0, Integer::sum);
                    rdd.aggregate(() -> 0, Integer::sum, Integer::sum);
                    rdd.countByValue();
                    rdd.foreach(n -> {});
                    rdd.foreachPartition(records -> {});
                    rdd.keyBy(n -> n).lookup(3);
                    rdd.keyBy(n -> n).countByKey();
                    rdd.keyBy(n -> n).reduceByKeyLocally(Integer::sum);
                })
                .doesNotThrowAnyException();
    }
}
