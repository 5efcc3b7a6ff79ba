package dev.sluice.engine.spark;

import dev.sluice.engine.ReceiverHost;
import dev.sluice.error.CodecException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.time.SystemScheduler;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places agents on executors. A short task begins an agent, which then lives in the executor's process without a slot for
 * tasks; it speaks to the driver over Spark's own connections. An executor that Spark gives up, or that is silent for too
 * long, has lost its agents. Thread-safe.
 */
final class SparkReceiverHost implements ReceiverHost, AutoCloseable {
    /** So many checks after the end of an epoch blocks of it may still turn up, copies that were on their way. */
    private static final int LATE_CHECKS_MAX = 60;

    /** An agent that is not heard of for so many checks in a row is lost. */
    static final int SILENT_CHECKS_MAX = 10;

    private static final Logger LOG = LoggerFactory.getLogger(SparkReceiverHost.class);
    private static final Duration CHECK = Duration.ofSeconds(1);

    private final SparkContext context;
    private final Types types;
    private final SparkBlocks blocks;
    private final Letters letters;
    private final Jobs jobs;
    private final Healing healing;
    private final Post.Open box;
    private final SystemScheduler scheduler;
    private final ExecutorService threads;
    private final SparkListener listener = new Removals();
    private final Map<Integer, SparkHosting> hostings = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> retired = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicBoolean isHealing = new AtomicBoolean();
    private volatile boolean closed;

    SparkReceiverHost(SparkContext context, Types types, Letters letters, SparkBlocks blocks) {
        this.context = context;
        this.types = types;
        this.letters = letters;
        this.blocks = blocks;
        this.jobs = new Jobs(context, "receivers");
        this.healing = new Healing(context, jobs, blocks);
        this.threads =
                Executors.newCachedThreadPool(thread(Thread.currentThread().getContextClassLoader()));
        this.scheduler = new SystemScheduler("sluice-receivers-check");
        this.box = Post.open(context, letters.box(), this::take);
        context.addSparkListener(listener);
        checkLater();
    }

    private static java.util.concurrent.ThreadFactory thread(ClassLoader loader) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "sluice-receivers-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    @Override
    public Hosting place(Agent agent, Owner owner) {
        SparkHosting hosting = new SparkHosting(this, numbers.incrementAndGet(), agent, packed(agent), owner);
        hostings.put(hosting.number(), hosting);
        hosting.begin();
        return hosting;
    }

    private Carried<Agent> packed(Agent agent) {
        try {
            return Carried.packed(types.engine(), agent);
        } catch (CodecException e) {
            throw new InvalidProgramException(
                    agent.name() + ": the receiver cannot be sent to an executor: " + e.getMessage()
                            + "; make what it holds Serializable, or transient and made in onStart, or have receivers run"
                            + " in the driver with the option " + ReceiverPlace.OPTION + "=driver",
                    e);
        }
    }

    SparkContext context() {
        return context;
    }

    Types types() {
        return types;
    }

    Letters letters() {
        return letters;
    }

    SparkBlocks blocks() {
        return blocks;
    }

    Jobs jobs() {
        return jobs;
    }

    Iterable<SparkHosting> hostings() {
        return hostings.values();
    }

    void forget(SparkHosting hosting) {
        hostings.remove(hosting.number());
    }

    /** Runs something that may take long. */
    void run(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException closing) {
            LOG.debug("nothing is done any more: the engine is closed", closing);
        }
    }

    void runLater(Duration pause, Runnable work) {
        if (!closed) {
            var ignored = scheduler.schedule(pause, () -> run(work));
        }
    }

    private void take(byte[] message, Consumer<byte[]> reply) {
        run(() -> reply.accept(Wire.write(answer(message), Types.codec(types.engine()))));
    }

    private Letter answer(byte[] message) {
        try {
            Object letter = Wire.read(message, Types.codec(types.engine()));
            if (letter instanceof Letter.Report report) {
                SparkHosting hosting = hostings.get(report.hosting());
                return hosting == null ? new Letter.Fenced("it is closed") : hosting.hear(report);
            }
            if (letter instanceof Letter.Wanted wanted) {
                return new Letter.Reply(blocks.again(wanted.block()));
            }
            return new Letter.Failed("unknown letter " + letter);
        } catch (Exception | Error e) {
            LOG.warn("a message of an executor could not be answered", e);
            return new Letter.Failed("the driver failed to answer: " + e);
        }
    }

    private void checkLater() {
        runLater(CHECK, () -> {
            try {
                hostings.values().forEach(SparkHosting::check);
                retired.keySet().forEach(this::forgetOthers);
                run(this::heal);
            } finally {
                checkLater();
            }
        });
    }

    /** Skipped while it runs: its tasks may have to wait for those of a batch. */
    private void heal() {
        if (isHealing.compareAndSet(false, true)) {
            try {
                healing.heal();
            } finally {
                isHealing.set(false);
            }
        }
    }

    /** The epoch whose blocks are named so is over: those that the owner has not taken are nobody's. */
    void retire(int series) {
        retired.put(series, LATE_CHECKS_MAX);
    }

    private void forgetOthers(int series) {
        blocks.forgetOthers(series);
        retired.computeIfPresent(series, (number, left) -> left == 1 ? null : left - 1);
    }

    @Override
    public void close() {
        closed = true;
        hostings.values().forEach(SparkHosting::close);
        jobs.cancel();
        if (!context.isStopped()) {
            retired.keySet().forEach(this::forgetOthers);
        }
        context.removeSparkListener(listener);
        box.close();
        scheduler.close();
        threads.shutdown();
    }

    private final class Removals extends SparkListener {
        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            hostings.values().forEach(hosting -> hosting.removed(removed.executorId(), removed.reason()));
        }
    }

    /** What the driver hears of an agent, as the reply to it. */
    static Letter reply(@Nullable Serializable message) {
        return new Letter.Reply(message);
    }
}
