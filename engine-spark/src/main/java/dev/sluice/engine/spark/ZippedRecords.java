package dev.sluice.engine.spark;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import java.util.Collections;
import java.util.Iterator;

/** Pulls records through a step with several parents, one parent after the other. */
final class ZippedRecords extends PulledRecords {
    private final Op.Zipped op;
    private final TaskContext task;
    private final Pulls pulls;
    private final ZipStep.Inputs inputs;
    private int opened;
    private Iterator<Object> records = Collections.emptyIterator();
    private Emitter<Object> input = record -> {};
    private boolean finished;

    ZippedRecords(Op.Zipped op, TaskContext task, Evaluation evaluation, Pulls pulls) {
        super(op.origin());
        this.op = op;
        this.task = task;
        this.pulls = pulls;
        this.inputs = evaluation.open(op, task, this);
    }

    @Override
    boolean advance() throws Exception {
        if (records.hasNext()) {
            input.emit(records.next());
        } else if (opened < op.parents().length) {
            records = pulls.pull(op.parents()[opened], task);
            input = inputs.input(opened);
            opened++;
        } else if (!finished) {
            finished = true;
            inputs.finish();
        } else {
            return false;
        }
        return true;
    }
}
