package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.FilterStep;
import dev.sluice.plan.MapStep;
import dev.sluice.plan.MapValuesStep;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Stage;
import dev.sluice.plan.Step;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.Zip;
import dev.sluice.plan.ZipStep;
import java.util.Iterator;

/** Opens the steps of nodes for a partition. A step that cannot be opened fails with the node's name. */
final class Steps {
    private final Job job;
    private final Checks checks;

    Steps(Job job, Checks checks) {
        this.job = job;
        this.checks = checks;
    }

    /** Opens a step that is pushed; one that may emit without end is made to stop with the job. */
    <I, O> Stage<I> open(Narrow<I, O> node, Step.Element<I, O> step, TaskContext task, Emitter<? super O> out) {
        Emitter<? super O> guarded = emitsOneAtMost(step) ? out : new Gate<>(job, out);
        try {
            checks.function(step, node.origin());
            return step.open(task, node.origin(), guarded);
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
        return new GatedIterator<>(job, node.origin(), results);
    }

    /** Opens a step with several parents; made to stop with the job. */
    <T> ZipStep.Inputs open(Zip<T> node, TaskContext task, Emitter<? super T> out) {
        try {
            checks.function(node.step(), node.origin());
            return node.step().open(task, node.origin(), new Gate<>(job, out));
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
    }

    private static boolean emitsOneAtMost(Step.Element<?, ?> step) {
        return step instanceof MapStep || step instanceof FilterStep || step instanceof MapValuesStep;
    }
}
