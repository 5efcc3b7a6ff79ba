package dev.sluice.engine.local;

import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.Union;
import dev.sluice.plan.UserCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Jobs that share their exchanges and states. Thread-safe. */
final class LocalJobGroup implements JobGroup {
    private final LocalEngine engine;
    private final GroupOptions options;
    private final Cancellation cancellation;
    private final Exchanges exchanges = new Exchanges(this);
    private final GroupStates states = new GroupStates(this);
    private final Memo<UnionLayout> layouts = new Memo<>();
    private final Volume volume = new Volume(this);
    private final Barriers barriers = new Barriers(this);
    private final Bases bases = new Bases(this);
    private volatile boolean closed;

    LocalJobGroup(LocalEngine engine, GroupOptions options) {
        this.engine = engine;
        this.options = options;
        this.cancellation = new Cancellation(options.name());
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public <T, R> List<R> run(PlanNode<T> node, List<Integer> partitions, Task<T, R> task) {
        if (closed) {
            throw new IllegalLifecycleException(name() + " is closed: its jobs can run no more");
        }
        cancellation.check();
        int[] asked = Parts.asked(node, partitions);
        try {
            engine.checks().task(task, node.origin());
            barriers.prepare(node, asked);
            return stage(
                    node.origin(),
                    asked,
                    volume.of(node, asked),
                    (context, reader) -> run(node, context, task, reader));
        } catch (Exception thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
    }

    private static <T, R> R run(PlanNode<T> node, TaskContext context, Task<T, R> task, Reader reader)
            throws Exception {
        if (task instanceof Task.Push<T, R> push) {
            return push(node, context, push.open(context), reader);
        }
        return ((Task.Pull<T, R>) task).run(context, reader.pull(node, context));
    }

    private static <T, R> R push(PlanNode<T> node, TaskContext context, Task.Run<T, R> run, Reader reader)
            throws Exception {
        try {
            reader.push(node, context, run);
            return run.result();
        } finally {
            run.close();
        }
    }

    /** What a stage does with one partition. */
    @FunctionalInterface
    interface Work<R> {
        R run(TaskContext task, Reader reader) throws Exception;
    }

    /**
     * Does the work on each of the partitions, on as many threads as that is worth.
     *
     * @param records how many records the work reads, or {@link Volume#UNKNOWN}
     * @return the results in the order of the partitions
     */
    @SuppressWarnings("unchecked") // only results are put in
    <R> List<R> stage(Origin origin, int[] partitions, long records, Work<R> work) {
        Object[] results = new Object[partitions.length];
        Job.Body body =
                (index, job) -> results[index] = work.run(task(partitions[index]), new Reader(this, job, records));
        engine.workers().run(new Job(cancellation, origin, partitions.length, body), records);
        return (List<R>) Collections.unmodifiableList(Arrays.asList(results));
    }

    UnionLayout layout(Union<?> union) {
        return layouts.get(union, () -> UnionLayout.of(union));
    }

    TaskContext task(int partition) {
        return new TaskContext(partition, options.faults().ofTask(partition));
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public void commit() {
        states.commit();
    }

    @Override
    public void close() {
        closed = true;
        cancellation.cancel();
        states.close();
        exchanges.clear();
        layouts.clear();
        engine.closed(this);
    }

    LocalEngine engine() {
        return engine;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    GroupStates states() {
        return states;
    }

    Volume volume() {
        return volume;
    }

    Barriers barriers() {
        return barriers;
    }

    Bases bases() {
        return bases;
    }
}
