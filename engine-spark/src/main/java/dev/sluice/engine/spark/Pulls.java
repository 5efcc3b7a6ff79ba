package dev.sluice.engine.spark;

import dev.sluice.plan.FlatMapStep;
import dev.sluice.plan.GatedIterator;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Stage;
import dev.sluice.plan.Step;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import java.util.Iterator;

/** Makes lazy iterators over a stage's ops: what is not asked for is not computed. */
final class Pulls {
    private final Evaluation evaluation;

    Pulls(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    @SuppressWarnings("unchecked") // an op's records have the type that whoever asks gave them
    <T> Iterator<T> pull(int number, TaskContext task) throws Exception {
        return (Iterator<T>) pullUntyped(number, task);
    }

    private Iterator<Object> pullUntyped(int number, TaskContext task) throws Exception {
        Op op = evaluation.op(number);
        if (op instanceof Op.Stepped stepped) {
            return pullStepped(stepped, task);
        }
        if (op instanceof Op.Zipped zipped) {
            return new ZippedRecords(zipped, task, evaluation, this);
        }
        if (op instanceof Op.Chained chained) {
            return new ChainedRecords(chained, task, this);
        }
        if (op instanceof Op.Appended appended) {
            int parent = StagePlan.parentOf(appended, task.partition());
            return pull(appended.parents()[parent], evaluation.task(task.partition() - appended.firsts()[parent]));
        }
        return gated(op.origin(), () -> evaluation.records(op, task));
    }

    private Iterator<Object> pullStepped(Op.Stepped op, TaskContext task) throws Exception {
        Iterator<Object> records = pull(op.parent(), task);
        if (op.step() instanceof Step.OfIterator<?, ?> step) {
            return gated(op.origin(), () -> results(step, task, records));
        }
        if (op.step() instanceof FlatMapStep<?, ?> step) {
            return new ExpandedRecords(records, step, task, op.origin());
        }
        return new SteppedRecords(op, (Step.Element<?, ?>) op.step(), records, task, evaluation);
    }

    @SuppressWarnings("unchecked") // a step takes what the one before it emits
    private static Iterator<Object> results(Step.OfIterator<?, ?> step, TaskContext task, Iterator<Object> records)
            throws Exception {
        Iterator<Object> results =
                ((Step.OfIterator<Object, Object>) step).function().apply(task.partition(), records);
        if (results == null) {
            throw new NullPointerException("the function returned null; return an empty iterator for no records");
        }
        return results;
    }

    private Iterator<Object> gated(Origin origin, java.util.concurrent.Callable<Iterator<Object>> opening) {
        try {
            return new GatedIterator<>(evaluation::check, origin, opening.call());
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    /** One step, a record at a time. */
    private static final class SteppedRecords extends PulledRecords {
        private final Iterator<Object> records;
        private final Stage<Object> stage;
        private boolean finished;

        SteppedRecords(
                Op.Stepped op,
                Step.Element<?, ?> step,
                Iterator<Object> records,
                TaskContext task,
                Evaluation evaluation) {
            super(op.origin());
            this.records = records;
            this.stage = evaluation.open(op, step, task, this);
        }

        @Override
        boolean advance() throws Exception {
            if (records.hasNext()) {
                stage.emit(records.next());
                return true;
            }
            if (finished) {
                return false;
            }
            finished = true;
            stage.finish();
            return true;
        }
    }
}
