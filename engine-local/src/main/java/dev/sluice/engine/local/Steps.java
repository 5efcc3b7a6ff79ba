package dev.sluice.engine.local;

import dev.sluice.plan.Copyable;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FilterStep;
import dev.sluice.plan.GatedIterator;
import dev.sluice.plan.MapStep;
import dev.sluice.plan.MapValuesStep;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Stage;
import dev.sluice.plan.Step;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.Zip;
import dev.sluice.plan.ZipStep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the steps of nodes for a partition. A step that cannot be opened fails with the node's name. */
final class Steps {
    private final Job job;
    private final Checks checks;
    private final @Nullable Copies copies;
    private final List<Copy> opened = new ArrayList<>(0);

    /**
     * Steps of one partition.
     *
     * @param copies where they get code of their own; null where that does not pay
     */
    Steps(Job job, Checks checks, @Nullable Copies copies) {
        this.job = job;
        this.checks = checks;
        this.copies = copies;
    }

    /** Where records from this origin enter what takes them. */
    <T> Passage<T> gate(Origin origin, Emitter<? super T> out) {
        return own(new Gate<T>(job, out), origin, out);
    }

    /** Tells all that was opened how many records went through. */
    void passed(long records) {
        for (Copy copy : opened) {
            copy.passed(records);
        }
    }

    /** The same with code of its own, where that is worth it. */
    @SuppressWarnings("unchecked") // a copy has the interfaces of the original
    <C> C own(C original, Origin origin, Object next) {
        if (copies == null || !(original instanceof Copyable code)) {
            return original;
        }
        Copy copy = copies.of(code, origin, next);
        opened.add(copy);
        return (C) copy.of(original);
    }

    /** Opens a step that is pushed; one that may emit without end is made to stop with the job. */
    <I, O> Stage<I> open(Narrow<I, O> node, Step.Element<I, O> step, TaskContext task, Emitter<? super O> out) {
        Emitter<? super O> guarded = emitsOneAtMost(step) ? out : gate(node.origin(), out);
        try {
            checks.function(step, node.origin());
            return own(step.open(task, node.origin(), guarded), node.origin(), guarded);
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
    }

    /** Applies a step that pulls. */
    <I, O> Iterator<O> open(Narrow<I, O> node, Step.OfIterator<I, O> step, TaskContext task, Iterator<I> records) {
        Iterator<O> results;
        try {
            checks.function(step, node.origin());
            results = step.function().apply(task.partition(), records);
            if (results == null) {
                throw new NullPointerException("the function returned null; return an empty iterator for no records");
            }
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
        return new GatedIterator<>(job::check, node.origin(), results);
    }

    /** Opens a step with several parents; made to stop with the job. */
    <T> ZipStep.Inputs open(Zip<T> node, TaskContext task, Emitter<? super T> out) {
        try {
            checks.function(node.step(), node.origin());
            Passage<T> gate = gate(node.origin(), out);
            return own(node.step().open(task, node.origin(), gate), node.origin(), gate);
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
    }

    private static boolean emitsOneAtMost(Step.Element<?, ?> step) {
        return step instanceof MapStep || step instanceof FilterStep || step instanceof MapValuesStep;
    }
}
