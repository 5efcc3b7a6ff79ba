package dev.sluice.engine.local;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.StateStore;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The embedded engine. Thread-safe. */
final class LocalEngine implements Engine {
    private final int parallelism;
    private final Checks checks;
    private final Workers workers;
    private final Set<LocalJobGroup> groups = ConcurrentHashMap.newKeySet();
    private final PersistStore persisted = new PersistStore();
    private final Copies copies;
    private final OperatorStates states = new OperatorStates();
    private final StateStore stateStore;
    private final LocalBlockStore blocks = new LocalBlockStore();
    private final Map<String, LocalCounter> counters = new ConcurrentHashMap<>();
    private final AtomicLong persistIds = new AtomicLong();
    private volatile boolean closed;

    /**
     * Starts an engine.
     *
     * @param parallelism the number of threads that compute, the calling one included
     */
    LocalEngine(String name, int parallelism, Tuning tuning, Checks checks) {
        this.parallelism = parallelism;
        this.checks = checks;
        this.workers = Workers.start(name, parallelism - 1, tuning);
        this.copies = new Copies(tuning.copyAfter());
        this.stateStore = new LocalStateStore(states, workers);
    }

    @Override
    public int defaultParallelism() {
        return parallelism;
    }

    @Override
    public JobGroup open(GroupOptions options) {
        if (closed) {
            throw new IllegalLifecycleException("the engine is closed: " + options.name() + " cannot be opened");
        }
        LocalJobGroup group = new LocalJobGroup(this, options);
        groups.add(group);
        return group;
    }

    void closed(LocalJobGroup group) {
        groups.remove(group);
    }

    @Override
    public long newPersistId() {
        return persistIds.incrementAndGet();
    }

    @Override
    public void unpersist(long persistId) {
        persisted.unpersist(persistId);
    }

    @Override
    public <T> PlanNode<T> detach(Persist<T> node) {
        return persisted.detach(node);
    }

    @Override
    public BlockStore blocks() {
        return blocks;
    }

    @Override
    public StateStore states() {
        return stateStore;
    }

    @Override
    public <T> Broadcast<T> broadcast(T value) {
        return new LocalBroadcast<>(value);
    }

    @Override
    public Counter counter(String name) {
        return counters.computeIfAbsent(name, LocalCounter::new);
    }

    @Override
    public void close() {
        closed = true;
        groups.forEach(LocalJobGroup::close);
        workers.close();
        persisted.clear();
        states.clear();
        blocks.clear();
    }

    Checks checks() {
        return checks;
    }

    Workers workers() {
        return workers;
    }

    Copies copies() {
        return copies;
    }

    PersistStore persisted() {
        return persisted;
    }

    OperatorStates operatorStates() {
        return states;
    }

    int openGroups() {
        return groups.size();
    }
}
