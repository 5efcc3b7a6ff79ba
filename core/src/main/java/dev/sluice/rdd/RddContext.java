package dev.sluice.rdd;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.Partitioner;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.storage.TypeRegistry;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the actions of an {@link Rdd} run: in the group of its batch, or, in the root context, each in a group of its
 * own. Thread-safe.
 *
 * <p>What a program persists in a batch is kept until the batch is released; what is to stay longer belongs in the root
 * context, where it stays until it is unpersisted, or in state.
 */
public final class RddContext {
    private static final long ROOT = 0;

    private final Engine engine;
    private final Supplier<JobGroup> groups;
    private final long batch;
    private final Supplier<TypeRegistry> types;
    private final Set<Long> persisted = ConcurrentHashMap.newKeySet();

    private RddContext(Engine engine, Supplier<JobGroup> groups, long batch, Supplier<TypeRegistry> types) {
        this.engine = engine;
        this.groups = groups;
        this.batch = batch;
        this.types = types;
    }

    /** The context of data that belongs to no batch. */
    public static RddContext root(Engine engine, GroupOptions options) {
        return new RddContext(engine, () -> engine.open(options), ROOT, TypeRegistry::defaults);
    }

    /**
     * The context of the data of a batch.
     *
     * @param group stays open as long as the batch's data is used; not closed here
     * @param batch the id of the batch, from 1
     */
    public static RddContext ofBatch(Engine engine, JobGroup group, long batch) {
        return new RddContext(engine, () -> group, batch, TypeRegistry::defaults);
    }

    /** The same context, where these types may be written to files. */
    public RddContext withTypes(TypeRegistry registry) {
        return new RddContext(engine, groups, batch, () -> registry);
    }

    /** The engine that evaluates the plans. */
    public Engine engine() {
        return engine;
    }

    /** Forgets what programs persisted in this context and did not unpersist. May be called again. */
    public void release() {
        persisted.forEach(this::unpersist);
    }

    /** Which classes may be written to files. */
    TypeRegistry types() {
        return types.get();
    }

    long persist() {
        long id = engine.newPersistId();
        persisted.add(id);
        return id;
    }

    void unpersist(long id) {
        persisted.remove(id);
        engine.unpersist(id);
    }

    /** Does the jobs of one action. */
    public <R> R run(Function<JobGroup, R> action) {
        JobGroup group = groups.get();
        try {
            return action.apply(group);
        } finally {
            if (batch == ROOT) {
                group.close();
            }
        }
    }

    /** The context of what is made of data of both contexts: the later batch's; the root comes before all batches. */
    RddContext with(RddContext other, Origin origin) {
        if (engine != other.engine) {
            throw new InvalidProgramException(
                    origin + ": the data of two streaming contexts cannot be combined; make both in the same context");
        }
        return other.batch > batch ? other : this;
    }

    /** How keys are placed where the program does not say: as on the side with most partitions, else by hash. */
    Partitioner placement(PlanNode<?>... sides) {
        return Stream.of(sides)
                .map(PlanNode::partitioner)
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(Partitioner::partitions))
                .orElseGet(() -> new HashPartitioner(engine.defaultParallelism()));
    }
}
