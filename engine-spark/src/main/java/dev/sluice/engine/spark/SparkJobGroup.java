package dev.sluice.engine.spark;

import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.JobCancelledException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.Placement;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.UserCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;

/** Jobs that share their exchanges and states. Thread-safe. */
final class SparkJobGroup implements JobGroup {
    private final EngineOnSpark engine;
    private final GroupOptions options;
    private final Jobs jobs;
    private final @Nullable FaultLog faults;
    private final Memo<RDD<?>> exchanges = new Memo<>();
    private final GroupStates states;
    private volatile boolean closed;

    SparkJobGroup(EngineOnSpark engine, GroupOptions options) {
        this.engine = engine;
        this.options = options;
        this.jobs = new Jobs(engine.context(), options.name());
        this.faults = options.faults() == FaultHandler.FAIL ? null : engine.faultLog();
        this.states = new GroupStates(this, engine.operatorStates());
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
        jobs.check();
        functions().checkTask(task, node.origin());
        return jobs.at(node.origin(), () -> evaluate(node, partitions, task));
    }

    private <T, R> List<R> evaluate(PlanNode<T> node, List<Integer> partitions, Task<T, R> task) {
        if (partitions.isEmpty()) {
            evaluateStates(node);
            return List.of();
        }
        ActionWork<T, R> work = new ActionWork<>(task);
        try (Fused fused = states.fuse(areAll(partitions, node) ? evaluatedWith(node) : Set.of())) {
            if (!fused.isEmpty()) {
                return run(node, partitions, fused, work);
            }
        }
        return run(new StageBuilder(this).build(List.of(node), work), partitions, node.origin());
    }

    private static boolean areAll(List<Integer> partitions, PlanNode<?> node) {
        return partitions.size() == node.partitions()
                && IntStream.range(0, partitions.size()).allMatch(number -> partitions.get(number) == number);
    }

    private <R> List<R> run(PlanNode<?> node, List<Integer> partitions, Fused fused, Work<Carried<R>> work) {
        RDD<FusedWork.Result<R>> rdd = new StageBuilder(this).build(List.of(node), fused.beside(), fused.with(work));
        return run(rdd, partitions, node.origin(), results -> {
            fused.done(results);
            return values(results.stream().map(FusedWork.Result::result));
        });
    }

    /** The one result of each of these partitions, each carried. Blocks. */
    <R> List<R> run(RDD<Carried<R>> results, List<Integer> partitions, Origin origin) {
        return run(results, partitions, origin, found -> values(found.stream()));
    }

    private static <R> List<R> values(Stream<Carried<R>> carried) {
        List<R> values = new ArrayList<>();
        carried.forEach(result -> values.add(result.get()));
        return values;
    }

    private <E, R> List<R> run(
            RDD<E> rdd, List<Integer> partitions, Origin origin, Function<List<E>, List<R>> whenDone) {
        List<R> values;
        try {
            values = whenDone.apply(jobs.run(rdd, partitions));
        } catch (Throwable thrown) {
            tellFaultsOf(thrown);
            throw Failures.of(thrown, name(), origin);
        }
        tellFaults(origin);
        return values;
    }

    private void tellFaults(Origin origin) {
        FaultLog log = faults;
        if (log != null) {
            try {
                log.tell(options.faults());
            } catch (Exception refused) {
                throw UserCode.failure(origin, refused);
            }
        }
    }

    private void tellFaultsOf(Throwable failure) {
        FaultLog log = faults;
        if (log != null) {
            try {
                log.tell(options.faults());
            } catch (Exception refused) {
                failure.addSuppressed(refused);
            }
        }
    }

    @Override
    public Set<Stateful<?, ?>> evaluatedWith(PlanNode<?> node) {
        return states.evaluatedWith(node);
    }

    private void evaluateStates(PlanNode<?> node) {
        if (node instanceof Stateful<?, ?> stateful) {
            states.evaluate(stateful);
        } else if (node instanceof StateSnapshot<?, ?> snapshot) {
            states.evaluate(snapshot.stateful());
        }
    }

    /** A stage over a plan whose leaves are known. */
    <R> RDD<R> stage(StagePlan plan, List<Leaf> leaves, int partitions, Work<R> work, Origin origin) {
        String job = name() + ": a job over " + origin;
        return StageRdd.of(engine.context(), plan, leaves, partitions, work, engine.types(), faults, job);
    }

    /** What a shuffle sends to its targets; the same for all who ask. */
    RDD<?> exchanged(Shuffle<?, ?, ?> node) {
        return exchanges.get(node, () -> {
            functions().check(node.partitioner(), node.origin());
            Placement placement = Placement.of(node.partitioner(), node.origin());
            DealWork dealing = new DealWork(placement, node.combiner(), engine.isStrict());
            return Spark.exchanged(new StageBuilder(this).build(List.of(node.parent()), dealing), placement.targets());
        });
    }

    /** The records of a persisted node, in pieces; the same for all groups. */
    RDD<Records> kept(Persist<?> node) {
        return engine.kept().of(node, () -> {
            KeepWork keeping = KeepWork.of(node.level(), engine.isStrict(), node.origin());
            return new StageBuilder(this).build(List.of(node.parent()), keeping);
        });
    }

    /** The records of a node, in pieces. */
    RDD<Records> pieces(PlanNode<?> node) {
        return new StageBuilder(this).build(List.of(node), new PieceWork());
    }

    Functions functions() {
        return engine.functions();
    }

    GroupStates states() {
        return states;
    }

    EngineOnSpark engine() {
        return engine;
    }

    @Override
    public void cancel() {
        jobs.cancel();
    }

    @Override
    public void commit() {
        states.commit();
    }

    @Override
    public void close() {
        closed = true;
        jobs.cancel();
        states.close();
        exchanges.clear();
        engine.closed(this);
    }

    /** The failure of a job that is not to go on. */
    JobCancelledException cancelled() {
        return new JobCancelledException(name());
    }
}
