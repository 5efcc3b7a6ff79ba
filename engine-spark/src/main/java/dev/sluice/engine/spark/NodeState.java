package dev.sluice.engine.spark;

import dev.sluice.plan.Stateful;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** A stateful node in a group of jobs. While one thread evaluates it, others wait. Thread-safe. */
final class NodeState {
    private final Stateful<?, ?> node;
    private final GroupStates states;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Begun begun;
    private @Nullable Evaluated evaluated;

    /**
     * What a job is to evaluate.
     *
     * @param from where each partition starts
     * @param results what the partitions make, kept by Spark as long as the group is open
     */
    private record Begun(OperatorVersions versions, List<StateChain> from, RDD<StateResult> results) {}

    /** A node whose version is written. */
    record Evaluated(
            OperatorVersions versions,
            long version,
            List<StateChain> from,
            List<Written> written,
            RDD<StateResult> results) {
        StateChain chain(int partition) {
            return from.get(partition).then(written.get(partition));
        }

        void commit() {
            versions.commit(version, from, written);
        }

        void rollback() {
            versions.rollback(written);
        }
    }

    NodeState(Stateful<?, ?> node, GroupStates states) {
        this.node = node;
        this.states = states;
    }

    /** What the partitions make, which is evaluated where this thread has not begun it. */
    RDD<StateResult> results() {
        lock.lock();
        try {
            return begun == null ? evaluated().results() : begun.results();
        } finally {
            lock.unlock();
        }
    }

    /** The written version; by a job of its own if there is none. */
    Evaluated evaluated() {
        lock.lock();
        try {
            if (evaluated == null) {
                evaluateAlone();
            }
            return Objects.requireNonNull(evaluated);
        } finally {
            lock.unlock();
        }
    }

    private void evaluateAlone() {
        if (!tryBegin()) {
            throw new IllegalStateException(node.origin() + " is needed by a job that is to evaluate it");
        }
        try {
            List<Integer> partitions =
                    IntStream.range(0, node.partitions()).boxed().toList();
            done(states.group().run(written(), partitions, node.origin()));
        } finally {
            end();
        }
    }

    /** Makes this thread the one that evaluates the node, unless it is evaluated or others are at it. */
    boolean tryBegin() {
        if (!lock.tryLock()) {
            return false;
        }
        boolean isBegun = false;
        try {
            if (evaluated == null && begun == null) {
                begun = begin();
                isBegun = true;
            }
            return isBegun;
        } finally {
            if (!isBegun) {
                lock.unlock();
            }
        }
    }

    private Begun begin() {
        states.group().functions().check(node.step(), node.origin());
        OperatorVersions versions = states.store().of(node.operator());
        List<StateChain> from = versions.begin(node, states.group().name());
        try {
            StateWork work = StateWork.of(states.store().files(node.operator()), from, node);
            return new Begun(
                    versions,
                    from,
                    new StageBuilder(states.group())
                            .build(node.parents(), work)
                            .persist(StorageLevel.MEMORY_AND_DISK()));
        } catch (Throwable thrown) {
            versions.rollback(List.of());
            throw thrown;
        }
    }

    /** What the partitions leave of the state that this thread has begun to evaluate. */
    RDD<Carried<Written>> written() {
        return Spark.written(Objects.requireNonNull(begun).results());
    }

    /** The job that this thread has begun succeeded. */
    void done(List<Written> written) {
        Begun job = Objects.requireNonNull(begun);
        Evaluated done = new Evaluated(job.versions(), node.version(), job.from(), written, job.results());
        states.keep(done);
        evaluated = done;
    }

    /** Ends what this thread has begun; what is not done leaves the state as it was. */
    void end() {
        Begun job = Objects.requireNonNull(begun);
        begun = null;
        try {
            if (evaluated == null) {
                job.versions().rollback(List.of());
                Spark.forget(job.results());
            }
        } finally {
            lock.unlock();
        }
    }
}
