package dev.sluice.engine.spark;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineSettings;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.ReceiverHost;
import dev.sluice.engine.StateStore;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.storage.TypeRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** The engine on Spark. Thread-safe. */
final class EngineOnSpark implements Engine {
    private final Lease lease;
    private final boolean strict;
    private final Types types;
    private final Functions functions;
    private final Kept kept = new Kept();
    private final SparkBlocks blocks;
    private final @Nullable SparkReceiverHost receivers;
    private final SparkStateStore states;
    private final Set<SparkJobGroup> groups = ConcurrentHashMap.newKeySet();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicLong persistIds = new AtomicLong();
    private volatile boolean closed;

    EngineOnSpark(EngineSettings settings, Lease lease) {
        this.lease = lease;
        this.strict = settings.strict();
        this.functions = new Functions(strict);
        TypeRegistry declared = settings.types();
        TypeRegistry registry = declared == null ? TypeRegistry.defaults() : declared;
        this.types =
                new Types(UUID.randomUUID().toString(), Spark.broadcast(lease.context(), Declared.written(registry)));
        types.learn();
        Letters letters = new Letters("sluice-" + types.engine(), types.engine());
        this.blocks = new SparkBlocks(letters);
        this.receivers = ReceiverPlace.of(settings, context()) == ReceiverPlace.EXECUTORS
                ? new SparkReceiverHost(context(), types, letters, blocks)
                : null;
        this.states = new SparkStateStore(StateDirectory.of(settings, context().conf(), registry));
    }

    @Override
    public int defaultParallelism() {
        return context().defaultParallelism();
    }

    @Override
    public JobGroup open(GroupOptions options) {
        if (closed) {
            throw new IllegalLifecycleException("the engine is closed: " + options.name() + " cannot be opened");
        }
        SparkJobGroup group = new SparkJobGroup(this, options);
        groups.add(group);
        return group;
    }

    void closed(SparkJobGroup group) {
        groups.remove(group);
    }

    @Override
    public long newPersistId() {
        return persistIds.incrementAndGet();
    }

    @Override
    public void unpersist(long persistId) {
        kept.unpersist(persistId);
    }

    @Override
    public BlockStore blocks() {
        return blocks;
    }

    @Override
    public Optional<ReceiverHost> receiverHost() {
        return Optional.ofNullable(receivers);
    }

    @Override
    public StateStore states() {
        return states;
    }

    @Override
    public <T> Broadcast<T> broadcast(T value) {
        return new SparkBroadcast<>(Spark.broadcast(context(), Carried.of(types.engine(), value)));
    }

    @Override
    public Counter counter(String name) {
        return counters.computeIfAbsent(name, missing -> new SparkCounter(Spark.sum(context(), missing)));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (receivers != null) {
            receivers.close();
        }
        groups.forEach(SparkJobGroup::close);
        kept.clear();
        if (!context().isStopped() && lease.outlivesThis()) {
            states.forgetOnExecutors(context(), types);
        }
        states.close();
        blocks.close();
        types.forget();
        if (!context().isStopped()) {
            types.declared().destroy();
        }
        lease.close();
    }

    FaultLog faultLog() {
        FaultLog log = new FaultLog();
        context().register(log);
        return log;
    }

    SparkContext context() {
        return lease.context();
    }

    Types types() {
        return types;
    }

    Functions functions() {
        return functions;
    }

    Kept kept() {
        return kept;
    }

    SparkStateStore operatorStates() {
        return states;
    }

    boolean isStrict() {
        return strict;
    }
}
