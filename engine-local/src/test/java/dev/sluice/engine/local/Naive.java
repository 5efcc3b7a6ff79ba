package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Source;
import dev.sluice.plan.Stage;
import dev.sluice.plan.Step;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.Union;
import dev.sluice.plan.Zip;
import dev.sluice.plan.ZipStep;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates plans with lists alone, one partition after another: what the engine must agree with. */
final class Naive {
    private final Map<PlanNode<?>, List<? extends List<?>>> evaluated = new IdentityHashMap<>();

    @SuppressWarnings("unchecked")
    <T> List<List<T>> evaluate(PlanNode<T> node) throws Exception {
        List<List<T>> known = (List<List<T>>) evaluated.get(node);
        if (known != null) {
            return known;
        }
        List<List<T>> partitions = new ArrayList<>();
        for (int partition = 0; partition < node.partitions(); partition++) {
            partitions.add(evaluate(node, partition));
        }
        evaluated.put(node, partitions);
        return partitions;
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> evaluate(PlanNode<T> node, int partition) throws Exception {
        List<T> out = new ArrayList<>();
        if (node instanceof Source<T> source) {
            source.splits().get(partition).iterator().forEachRemaining(out::add);
        } else if (node instanceof Narrow<?, T> narrow) {
            narrow(narrow, partition, out);
        } else if (node instanceof Zip<T> zip) {
            zip(zip, partition, out);
        } else if (node instanceof Union<T> union) {
            out.addAll(union(union, partition));
        } else if (node instanceof Persist<T> persist) {
            out.addAll(evaluate(persist.parent()).get(partition));
        } else {
            out.addAll((List<T>) shuffle((Shuffle<?, ?, ?>) node, partition));
        }
        return out;
    }

    private <I, T> void narrow(Narrow<I, T> node, int partition, List<T> out) throws Exception {
        List<I> records = evaluate(node.parent()).get(partition);
        if (node.step() instanceof Step.OfIterator<I, T> step) {
            step.function().apply(partition, records.iterator()).forEachRemaining(out::add);
            return;
        }
        TaskContext task = new TaskContext(partition, FaultHandler.FAIL);
        Stage<I> stage = ((Step.Element<I, T>) node.step()).open(task, node.origin(), out::add);
        for (I record : records) {
            stage.emit(record);
        }
        stage.finish();
    }

    private <T> void zip(Zip<T> node, int partition, List<T> out) throws Exception {
        TaskContext task = new TaskContext(partition, FaultHandler.FAIL);
        ZipStep.Inputs inputs = node.step().open(task, node.origin(), out::add);
        for (int parent = 0; parent < node.parents().size(); parent++) {
            for (Object record : evaluate(node.parents().get(parent)).get(partition)) {
                inputs.input(parent).emit(record);
            }
        }
        inputs.finish();
    }

    private <T> List<T> union(Union<T> node, int partition) throws Exception {
        List<List<T>> concatenated = new ArrayList<>();
        List<T> aligned = new ArrayList<>();
        for (PlanNode<T> parent : node.parents()) {
            List<List<T>> partitions = evaluate(parent);
            concatenated.addAll(partitions);
            if (node.isAligned()) {
                aligned.addAll(partitions.get(partition));
            }
        }
        return node.isAligned() ? aligned : concatenated.get(partition);
    }

    private <K, V, C> List<?> shuffle(Shuffle<K, V, C> node, int target) throws Exception {
        List<KeyValue<K, V>> placed = new ArrayList<>();
        for (List<KeyValue<K, V>> source : evaluate(node.parent())) {
            for (KeyValue<K, V> record : source) {
                if (node.partitioner().partition(record.key(), StableHash.of(record.key())) == target) {
                    placed.add(record);
                }
            }
        }
        return node.combiner() == null ? placed : combine(placed, node.combiner());
    }

    private <K, V, C> List<?> combine(List<KeyValue<K, V>> records, Combiner<V, C> combiner) throws Exception {
        Map<K, C> combined = new LinkedHashMap<>();
        for (KeyValue<K, V> record : records) {
            C before = combined.get(record.key());
            combined.put(
                    record.key(),
                    before == null
                            ? combiner.create().apply(record.value())
                            : combiner.add().apply(before, record.value()));
        }
        return combined.entrySet().stream()
                .map(entry -> KeyValue.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
