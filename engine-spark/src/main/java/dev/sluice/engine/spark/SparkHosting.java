package dev.sluice.engine.spark;

import dev.sluice.engine.ReceiverHost;
import dev.sluice.error.JobCancelledException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent and those that come after it. An epoch begins with the choice of an executor and ends when that is lost; only
 * the first copy that speaks in an epoch is its agent. Thread-safe.
 */
final class SparkHosting implements ReceiverHost.Hosting {
    private static final Logger LOG = LoggerFactory.getLogger(SparkHosting.class);

    /** Names the blocks of an epoch; far above the numbers that Spark gives RDDs, and unique in this JVM. */
    private static final AtomicInteger SERIES = new AtomicInteger(2_000_000_000);

    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final int DOUBLINGS_MAX = 6;

    private final ReentrantLock lock = new ReentrantLock();
    private final SparkReceiverHost host;
    private final int number;
    private final String name;
    private final @Nullable String preferredHost;
    private final Carried<ReceiverHost.Agent> agent;
    private final ReceiverHost.Owner owner;
    private final AtomicInteger silentChecks = new AtomicInteger();
    private volatile long epoch;
    private volatile String executor = "";
    private volatile boolean closed;
    private @Nullable UUID copy;
    private String location = "";
    private String avoided = "";
    private int failures;
    private int series;

    SparkHosting(
            SparkReceiverHost host,
            int number,
            ReceiverHost.Agent agent,
            Carried<ReceiverHost.Agent> packed,
            ReceiverHost.Owner owner) {
        this.host = host;
        this.number = number;
        this.name = agent.name();
        this.preferredHost = agent.preferredHost().orElse(null);
        this.agent = packed;
        this.owner = owner;
    }

    int number() {
        return number;
    }

    /** Begins the first epoch. */
    void begin() {
        long first = epoch;
        host.run(() -> begin(first));
    }

    private void begin(long expected) {
        Placing placing = placing(expected);
        if (placing == null) {
            return;
        }
        try {
            Begin begin = new Begin(agent, host.types(), placing);
            List<String> begun = host.jobs().run(new ErrandRdd<>(host.context(), begin, List.of(places())), List.of(0));
            LOG.debug("{}: begun at {}", name, begun);
        } catch (JobCancelledException closing) {
            LOG.debug("{}: not begun, the engine is closed", name);
        } catch (Exception | Error failed) {
            LOG.warn("{}: could not be begun on an executor", name, failed);
            lose(expected, "the receiver could not be begun on an executor: " + failed.getMessage());
        }
    }

    private @Nullable Placing placing(long expected) {
        lock.lock();
        try {
            if (closed || epoch != expected) {
                return null;
            }
            silentChecks.set(0);
            series = SERIES.getAndIncrement();
            return new Placing(host.letters(), number, expected, series);
        } finally {
            lock.unlock();
        }
    }

    /** The executors to begin on, as Spark names them: on the host asked for, with the fewest agents, not the one before. */
    private List<String> places() {
        Map<String, Integer> agents = new HashMap<>();
        host.hostings().forEach(other -> agents.merge(other.executor, 1, Integer::sum));
        return ExecutorStore.executors().stream()
                .filter(candidate -> !candidate.id().equals(avoided))
                .sorted(Comparator.comparing((ExecutorStore.Executor candidate) ->
                                !candidate.host().equals(preferredHost))
                        .thenComparing(candidate -> agents.getOrDefault(candidate.id(), 0)))
                .limit(1)
                .map(ExecutorStore.Executor::place)
                .toList();
    }

    /** An agent speaks. */
    Letter hear(Letter.Report report) {
        lock.lock();
        try {
            if (closed || report.epoch() != epoch || (copy != null && !copy.equals(report.copy()))) {
                return new Letter.Fenced("the receiver has another process now, or is stopped");
            }
            if (copy == null) {
                welcome(report);
            }
            return SparkReceiverHost.reply(owner.answer(report.message()));
        } finally {
            silentChecks.set(0);
            lock.unlock();
        }
    }

    private void welcome(Letter.Report first) {
        copy = first.copy();
        executor = first.executor();
        location = first.host() + ", executor " + first.executor();
        failures = 0;
        owner.placed(location);
    }

    /** Called again and again; an agent that says nothing for too long is lost. One whose word is being heard is not. */
    void check() {
        if (!lock.isLocked() && silentChecks.incrementAndGet() > SparkReceiverHost.SILENT_CHECKS_MAX && isPlaced()) {
            lose(epoch, "the process at " + location + " is not heard of any more");
        }
    }

    private boolean isPlaced() {
        lock.lock();
        try {
            return copy != null;
        } finally {
            lock.unlock();
        }
    }

    /** Spark has given an executor up. */
    void removed(String lost, String reason) {
        if (lost.equals(executor)) {
            long over = epoch;
            host.run(() -> lose(over, "the process at " + location + " is lost: " + reason));
        }
    }

    private void lose(long over, String reason) {
        lock.lock();
        try {
            if (closed || epoch != over) {
                return;
            }
            long next = over + 1;
            epoch = next;
            copy = null;
            avoided = executor;
            executor = "";
            host.retire(series);
            owner.lost(location, reason);
            Duration pause = PAUSE_MIN
                    .multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX))
                    .minus(PAUSE_MIN);
            failures++;
            if (!closed) {
                host.runLater(pause, () -> begin(next));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                host.retire(series);
            }
        } finally {
            lock.unlock();
        }
        host.forget(this);
    }
}
