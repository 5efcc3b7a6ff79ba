package dev.sluice.engine.spark;

import dev.sluice.engine.Task;
import dev.sluice.plan.TaskContext;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Runs a job's task over a partition; gives its result. */
record ActionWork<T, R>(Task<T, R> task) implements Work<Carried<R>> {
    @Override
    public Iterator<Carried<R>> over(Evaluation evaluation, int partition) throws Exception {
        TaskContext context = evaluation.task(partition);
        return Collections.singleton(Carried.packed(evaluation.engine(), result(evaluation, context)))
                .iterator();
    }

    private @Nullable R result(Evaluation evaluation, TaskContext context) throws Exception {
        if (task instanceof Task.Pull<T, R> pull) {
            return pull.run(context, evaluation.pullRoot(0, context));
        }
        Task.Run<T, R> run = ((Task.Push<T, R>) task).open(context);
        try {
            evaluation.pushRoot(0, context, run);
            return run.result();
        } finally {
            run.close();
        }
    }
}
