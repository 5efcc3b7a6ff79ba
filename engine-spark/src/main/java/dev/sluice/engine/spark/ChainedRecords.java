package dev.sluice.engine.spark;

import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The same partition of several parents, one after another, each opened when its turn comes. */
final class ChainedRecords implements Iterator<Object> {
    private final Op.Chained op;
    private final TaskContext task;
    private final Pulls pulls;
    private int opened;
    private Iterator<Object> current = Collections.emptyIterator();

    ChainedRecords(Op.Chained op, TaskContext task, Pulls pulls) {
        this.op = op;
        this.task = task;
        this.pulls = pulls;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext()) {
            if (opened == op.parents().length) {
                return false;
            }
            try {
                current = pulls.pull(op.parents()[opened++], task);
            } catch (Throwable thrown) {
                throw UserCode.failure(op.origin(), thrown);
            }
        }
        return true;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}
