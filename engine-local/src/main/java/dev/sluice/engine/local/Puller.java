package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FlatMapStep;
import dev.sluice.plan.GatedIterator;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Stage;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Step;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.Union;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.Zip;
import dev.sluice.plan.ZipStep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Makes lazy iterators over partitions of plan nodes: what is not asked for is not computed. */
final class Puller {
    private final LocalJobGroup group;
    private final Job job;
    private final Reader reader;
    private final Steps steps;

    Puller(LocalJobGroup group, Job job, Reader reader, Steps steps) {
        this.group = group;
        this.job = job;
        this.reader = reader;
        this.steps = steps;
    }

    <T> Iterator<T> pull(PlanNode<T> node, TaskContext task) throws Exception {
        if (node instanceof Narrow<?, T> narrow) {
            return pullNarrow(narrow, task);
        }
        if (node instanceof Zip<T> zip) {
            return pullZip(zip, task);
        }
        if (node instanceof Union<T> union) {
            return pullUnion(union, task);
        }
        if (node instanceof StateSnapshot<?, T> snapshot) {
            return gated(snapshot, reader.collect(snapshot, task));
        }
        if (node instanceof Shuffle<?, ?, ?> shuffle && Exchanges.isPassThrough(shuffle)) {
            return pullThrough(shuffle, task);
        }
        return gated(node, reader.base(node, task));
    }

    private <I, T> Iterator<T> pullNarrow(Narrow<I, T> node, TaskContext task) throws Exception {
        if (node.step() instanceof Step.OfIterator<I, T> step) {
            return steps.open(node, step, task, pull(node.parent(), task));
        }
        if (node.step() instanceof FlatMapStep<I, T> step) {
            return new FlatMapIterator<>(pull(node.parent(), task), step.function(), task, node.origin());
        }
        return pullFused(node, task);
    }

    /** Fuses the steps up to the next base, or to the next step that has an iterator of its own. */
    private <T> Iterator<T> pullFused(PlanNode<T> last, TaskContext task) throws Exception {
        RecordBuffer<T> buffer = new RecordBuffer<>();
        Deque<Stage<?>> stages = new ArrayDeque<>();
        PlanNode<?> node = last;
        Emitter<?> out = buffer;
        while (node instanceof Narrow<?, ?> narrow && isFused(narrow.step())) {
            Stage<?> stage = openUntyped(narrow, task, out);
            stages.addFirst(stage);
            out = stage;
            node = narrow.parent();
        }
        return new StageIterator<>(last.origin(), pull(node, task), List.copyOf(stages), buffer);
    }

    private static boolean isFused(Step<?, ?> step) {
        return step instanceof Step.Element && !(step instanceof FlatMapStep);
    }

    @SuppressWarnings("unchecked") // a step emits what the next one takes
    private <I, O> Stage<I> openUntyped(Narrow<I, O> node, TaskContext task, Emitter<?> out) {
        return steps.open(node, (Step.Element<I, O>) node.step(), task, (Emitter<? super O>) out);
    }

    private <T> Iterator<T> pullZip(Zip<T> node, TaskContext task) {
        RecordBuffer<T> buffer = new RecordBuffer<>();
        ZipStep.Inputs inputs = steps.open(node, task, buffer);
        List<? extends PlanNode<?>> parents = node.parents();
        return new ZipIterator<>(
                node.origin(), parents.size(), parent -> pull(parents.get(parent), task), inputs, buffer);
    }

    private <T> Iterator<T> pullUnion(Union<T> node, TaskContext task) throws Exception {
        UnionLayout layout = group.layout(node);
        List<PlanNode<T>> parents = node.parents();
        if (layout.isAligned()) {
            return new ChainIterator<>(node.origin(), parents.size(), parent -> pull(parents.get(parent), task));
        }
        int parent = layout.parentOf(task.partition());
        return pull(parents.get(parent), group.task(layout.numberIn(parent, task.partition())));
    }

    @SuppressWarnings("unchecked") // a shuffle that passes its parent's records on has their type
    private <T> Iterator<T> pullThrough(Shuffle<?, ?, ?> node, TaskContext task) throws Exception {
        return pull((PlanNode<T>) (PlanNode<? extends KeyValue<?, ?>>) node.parent(), task);
    }

    private <T> Iterator<T> gated(PlanNode<T> node, Records<T> records) {
        try {
            return new GatedIterator<>(job::check, node.origin(), records.iterator());
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
    }
}
