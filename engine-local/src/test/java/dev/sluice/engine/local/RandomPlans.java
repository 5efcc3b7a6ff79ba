package dev.sluice.engine.local;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.StorageLevel;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Plans of string-valued pairs made of random operations; the same for the same seed. */
final class RandomPlans {
    private static final Origin ORIGIN = Jobs.origin("random");
    private static final int TEXT_MAX = 40;

    private final Random random;
    private final LocalEngine engine;
    private final List<PlanNode<KeyValue<Integer, String>>> nodes = new ArrayList<>();

    RandomPlans(long seed, LocalEngine engine) {
        this.random = new Random(seed);
        this.engine = engine;
    }

    /** All nodes of a plan with this many operations, each node reading earlier ones. */
    List<PlanNode<KeyValue<Integer, String>>> plan(int operations) {
        nodes.add(source());
        nodes.add(source());
        for (int i = 0; i < operations; i++) {
            nodes.add(KeyedPlans.mapValues(operation(), RandomPlans::shortened, ORIGIN));
        }
        return nodes;
    }

    private PlanNode<KeyValue<Integer, String>> source() {
        int partitions = random.nextInt(6);
        int keys = random.nextBoolean() ? 7 : 3_000;
        int size = partitions == 0 ? 0 : random.nextInt(4) == 0 ? 4_000 : random.nextInt(40);
        List<KeyValue<Integer, String>> records = IntStream.range(0, size)
                .mapToObj(i -> KeyValue.of(random.nextInt(keys), "r" + i))
                .toList();
        return Plans.ofList(records, partitions, ORIGIN);
    }

    private PlanNode<KeyValue<Integer, String>> any() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private HashPartitioner partitioner() {
        return new HashPartitioner(1 + random.nextInt(5));
    }

    private PlanNode<KeyValue<Integer, String>> operation() {
        int salt = random.nextInt(5);
        return switch (random.nextInt(14)) {
            case 0 -> Plans.map(any(), r -> KeyValue.of(r.key() / 2, r.value() + "m" + salt), ORIGIN);
            case 1 -> Plans.filter(any(), r -> (r.key() + salt) % 3 != 0, ORIGIN);
            case 2 -> Plans.flatMap(any(), r -> Collections.nCopies((r.key() + salt) % 3, r), ORIGIN);
            case 3 -> Plans.union(List.of(any(), any()), ORIGIN);
            case 4 -> alignedUnion(partitioner());
            case 5 -> KeyedPlans.reduceByKey(any(), RandomPlans::joined, partitioner(), ORIGIN);
            case 6 -> KeyedPlans.combineByKey(any(), reduceSideOnly(), partitioner(), ORIGIN);
            case 7 -> reducedTwice(partitioner());
            case 8 -> cogroup();
            case 9 -> Plans.repartition(any(), 1 + salt, ORIGIN);
            case 10 -> Plans.mapPartitions(any(), RandomPlans::reversed, false, ORIGIN);
            case 11 -> Plans.flatMap(Plans.glom(any(), ORIGIN), list -> list, ORIGIN);
            case 12 -> new Persist<>(engine.newPersistId(), any(), StorageLevel.MEMORY_ONLY, ORIGIN);
            default -> Plans.gather(any(), ORIGIN);
        };
    }

    private PlanNode<KeyValue<Integer, String>> alignedUnion(HashPartitioner partitioner) {
        PlanNode<KeyValue<Integer, String>> left = KeyedPlans.partitionBy(any(), partitioner, ORIGIN);
        PlanNode<KeyValue<Integer, String>> right = KeyedPlans.partitionBy(any(), partitioner, ORIGIN);
        return Plans.union(List.of(left, right), ORIGIN);
    }

    private PlanNode<KeyValue<Integer, String>> reducedTwice(HashPartitioner partitioner) {
        return KeyedPlans.reduceByKey(alignedUnion(partitioner), RandomPlans::joined, partitioner, ORIGIN);
    }

    private PlanNode<KeyValue<Integer, String>> cogroup() {
        PlanNode<KeyValue<Integer, Pair<List<String>, List<String>>>> groups =
                KeyedPlans.cogroup2(any(), any(), partitioner(), ORIGIN);
        return Plans.map(groups, group -> KeyValue.of(group.key(), group.value().toString()), ORIGIN);
    }

    private static Combiner<String, String> reduceSideOnly() {
        return new Combiner<>(value -> value, RandomPlans::joined, RandomPlans::joined, false);
    }

    private static String joined(String left, String right) {
        return left + "," + right;
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_MAX ? text : Integer.toHexString(text.hashCode());
    }

    private static Iterator<KeyValue<Integer, String>> reversed(
            int partition, Iterator<KeyValue<Integer, String>> records) {
        List<KeyValue<Integer, String>> list = new ArrayList<>();
        records.forEachRemaining(record -> list.add(record.withValue(record.value() + "p" + partition)));
        Collections.reverse(list);
        return list.iterator();
    }
}
