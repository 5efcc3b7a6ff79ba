package dev.sluice.engine.spark;

import dev.sluice.error.SluiceException;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Split;
import dev.sluice.plan.Stage;
import dev.sluice.plan.Step;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.ZipStep;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a stage's plan in one task.
 *
 * <p>Pushing opens the steps from the last to the first, by recursion: each op opens its step and has its parent pushed into
 * it. When the parent has returned all its records have come, so the op finishes its own step.
 */
final class Evaluation {
    private final StagePlan plan;
    private final StagePart part;
    private final @Nullable RDD<?>[] inputs;
    private final org.apache.spark.TaskContext spark;
    private final String engine;
    private final String job;
    private final @Nullable Found found;
    private final Pulls pulls = new Pulls(this);

    Evaluation(
            StagePlan plan,
            StagePart part,
            @Nullable RDD<?>[] inputs,
            org.apache.spark.TaskContext spark,
            String engine,
            String job,
            @Nullable Found found) {
        this.plan = plan;
        this.part = part;
        this.inputs = inputs;
        this.spark = spark;
        this.engine = engine;
        this.job = job;
        this.found = found;
    }

    /** Names the engine whose types the records are of. */
    String engine() {
        return engine;
    }

    /** Throws where Spark wants the task to end. */
    void check() {
        spark.killTaskIfInterrupted();
    }

    /** The typed failure of something that belongs to no operator: the task, or a step that lets failures through. */
    SluiceException failure(Throwable thrown) {
        return thrown instanceof SluiceException known
                ? known
                : new SluiceException(job + " failed: " + thrown, thrown);
    }

    TaskContext task(int partition) {
        Found log = found;
        return new TaskContext(partition, log == null ? FaultHandler.FAIL : log.handler(partition));
    }

    /** Pushes all records of a partition of a root. */
    void pushRoot(int root, TaskContext task, Emitter<?> out) throws Exception {
        push(plan.roots()[root], task, untyped(out));
    }

    /** Pulls the records of a partition of a root; what is not asked for is not computed. */
    <T> Iterator<T> pullRoot(int root, TaskContext task) throws Exception {
        return pulls.pull(plan.roots()[root], task);
    }

    Op op(int number) {
        return plan.ops().get(number);
    }

    void push(int number, TaskContext task, Emitter<Object> out) throws Exception {
        Op op = op(number);
        if (op instanceof Op.Stepped stepped) {
            pushStepped(number, stepped, task, out);
        } else if (op instanceof Op.Zipped zipped) {
            ZipStep.Inputs opened = open(zipped, task, out);
            for (int parent = 0; parent < zipped.parents().length; parent++) {
                push(zipped.parents()[parent], task, opened.input(parent));
            }
            opened.finish();
        } else if (op instanceof Op.Chained chained) {
            for (int parent : chained.parents()) {
                push(parent, task, out);
            }
        } else if (op instanceof Op.Appended appended) {
            int parent = StagePlan.parentOf(appended, task.partition());
            push(appended.parents()[parent], task(task.partition() - appended.firsts()[parent]), out);
        } else {
            pushRecords(op, task, out);
        }
    }

    private void pushStepped(int number, Op.Stepped op, TaskContext task, Emitter<Object> out) throws Exception {
        if (op.step() instanceof Step.Element<?, ?> step) {
            Stage<Object> stage = open(op, step, task, gate(out));
            push(op.parent(), task, stage);
            stage.finish();
        } else {
            Iterator<Object> records = pulls.pull(number, task);
            while (records.hasNext()) {
                out.emit(records.next());
            }
        }
    }

    private void pushRecords(Op op, TaskContext task, Emitter<Object> out) throws Exception {
        Gate<Object> gate = gate(out);
        try {
            if (op instanceof Op.Splits splits) {
                split(splits, task.partition()).forEach(gate);
            } else {
                records(op, task).forEachRemaining(record -> gate.emitUnchecked(record));
            }
        } catch (Throwable thrown) {
            throw UserCode.failure(op.origin(), thrown);
        }
    }

    @SuppressWarnings("unchecked") // a slot of a source holds a split
    private Split<Object> split(Op.Splits op, int partition) {
        return (Split<Object>)
                part.split(new StagePlan.Slot(op.leaf(), partition)).get();
    }

    /** The records of an op that reads from elsewhere, or combines. */
    Iterator<Object> records(Op op, TaskContext task) throws Exception {
        if (op instanceof Op.Splits splits) {
            return split(splits, task.partition()).iterator();
        }
        if (op instanceof Op.Held held) {
            return new PiecesIterator(this.<Records>input(held.leaf(), task.partition()));
        }
        if (op instanceof Op.Exchanged exchanged) {
            return Gathering.records(
                    input(exchanged.leaf(), task.partition()), exchanged.combiner(), exchanged.origin());
        }
        Op.Combined combined = (Op.Combined) op;
        return combine(combined, combined.combiner(), task);
    }

    private Iterator<Object> combine(Op.Combined op, Combiner<?, ?> combiner, TaskContext task) throws Exception {
        CombiningHere table = CombiningHere.of(combiner, op.origin(), task);
        push(op.parent(), task, table);
        return table.records();
    }

    /** What an RDD beside the plan holds in a partition. */
    <E> Iterator<E> beside(int number, int partition) {
        return input(plan.beside()[number], partition);
    }

    @SuppressWarnings("unchecked") // a leaf is read as what its RDD is made of
    private <E> Iterator<E> input(int leaf, int partition) {
        RDD<E> rdd = (RDD<E>) Objects.requireNonNull(inputs[leaf]);
        return Spark.java(rdd.iterator(part.partition(new StagePlan.Slot(leaf, partition)), spark));
    }

    @SuppressWarnings("unchecked") // a step takes what the one before it emits
    Stage<Object> open(Op.Stepped op, Step.Element<?, ?> step, TaskContext task, Emitter<Object> out) {
        try {
            return ((Step.Element<Object, Object>) step).open(task, op.origin(), out);
        } catch (Throwable thrown) {
            throw UserCode.failure(op.origin(), thrown);
        }
    }

    @SuppressWarnings("unchecked") // a step emits what the next one takes
    ZipStep.Inputs open(Op.Zipped op, TaskContext task, Emitter<Object> out) {
        try {
            return ((ZipStep<Object>) op.step()).open(task, op.origin(), gate(out));
        } catch (Throwable thrown) {
            throw UserCode.failure(op.origin(), thrown);
        }
    }

    private <T> Gate<T> gate(Emitter<T> out) {
        return new Gate<>(this, out);
    }

    @SuppressWarnings("unchecked") // the plan's types were checked when it was built
    static Emitter<Object> untyped(Emitter<?> out) {
        return (Emitter<Object>) out;
    }
}
