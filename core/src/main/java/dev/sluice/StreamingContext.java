package dev.sluice;

import dev.sluice.batch.Listeners;
import dev.sluice.batch.LoopParts;
import dev.sluice.batch.QuarantineFeed;
import dev.sluice.batch.ReplayRun;
import dev.sluice.batch.StopReport;
import dev.sluice.batch.StreamRun;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SluiceException;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.event.StreamingListener;
import dev.sluice.function.Function;
import dev.sluice.function.Supplier;
import dev.sluice.journal.JournalSettings;
import dev.sluice.journal.Recording;
import dev.sluice.operator.Explanation;
import dev.sluice.operator.Graph;
import dev.sluice.operator.Operator;
import dev.sluice.operator.TransformOperator;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Plans;
import dev.sluice.plan.UserCode;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import dev.sluice.source.DirectSource;
import dev.sluice.source.FileOptions;
import dev.sluice.source.Receiver;
import dev.sluice.source.SocketOptions;
import dev.sluice.source.Sources;
import dev.sluice.source.StreamSource;
import dev.sluice.storage.Durability;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a streaming program begins: it makes streams, starts them and stops them.
 *
 * <p>A context is first defined ({@link StreamingContextState#INITIALIZED}), then runs
 * ({@link StreamingContextState#ACTIVE}), then is over ({@link StreamingContextState#STOPPED}); it is never started
 * again. Several contexts may live in one JVM. Defining is for one thread; starting, stopping and asking are for any.
 */
public final class StreamingContext implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingContext.class);

    private static final int FRAME_BYTES_MAX = 16 << 20;

    private final ContextOptions options;
    private final Engine engine;
    private final Program program;
    private final Listeners listeners = new Listeners();
    private final QuarantineFeed quarantine = new QuarantineFeed();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object lifecycle = new Object();
    private final ContextThreads threads;

    private StreamingContextState state = StreamingContextState.INITIALIZED;
    private @Nullable DStream<QuarantinedRecord> quarantined;
    private @Nullable StreamRun run;
    private @Nullable Throwable failure;
    private @Nullable StopReport report;
    private boolean stopping;

    StreamingContext(ContextOptions options) {
        this.options = options;
        this.engine = Engines.start(options);
        this.program = new Program(this, options.run(), engine.defaultParallelism());
        this.threads = new ContextThreads(options);
        options.listeners().forEach(listeners::add);
    }

    /** Begins a context. The name is shown in threads, logs and failures. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * The context of a program, under the name that it has in Spark Streaming. A directory holds data and never code, so the
     * program always makes the context, and {@link #start} goes on with what the directory holds.
     *
     * @param directory which the program must give to {@link Builder#checkpoint(Path)}
     * @throws InvalidProgramException if the context has another directory or none
     */
    public static StreamingContext getOrCreate(Path directory, Supplier<StreamingContext> program) {
        return getOrCreate(directory.toString(), program);
    }

    /**
     * The same with a directory as it is given to {@link Builder#checkpoint(String)}, which may be a URI.
     *
     * @throws InvalidProgramException if the context has another directory or none
     */
    public static StreamingContext getOrCreate(String directory, Supplier<StreamingContext> program) {
        StreamingContext context = UserCode.get(program, Origin.here("getOrCreate"));
        CheckpointOptions checkpoint = context.options.checkpoint();
        if (checkpoint == null || !checkpoint.shown().equals(directory)) {
            context.close();
            throw new InvalidProgramException("getOrCreate was given the directory '" + directory
                    + "', but the context that the program made keeps "
                    + (checkpoint == null ? "nothing" : "its state in '" + checkpoint.shown() + "'")
                    + "; give the builder the same directory with .checkpoint(directory)");
        }
        return context;
    }

    // ---- streams

    /** The stream of a source. */
    public <T> DStream<T> stream(StreamSource<T> source) {
        return program.input(source, Origin.here("stream"));
    }

    /** The lines that a server at this address sends, in UTF-8; connects again whenever the connection ends. */
    public DStream<String> socketTextStream(String host, int port) {
        return program.input(Sources.socketText(host, port), Origin.here("socketTextStream"));
    }

    /** The records that a decoder makes of the bytes that a server sends, for as long as the connection lasts. */
    public <T> DStream<T> socketStream(String host, int port, Function<InputStream, ? extends Iterable<T>> decoder) {
        return program.input(Sources.socket(host, port, decoder, SocketOptions.DEFAULT), Origin.here("socketStream"));
    }

    /** Frames from a server: four bytes of length, the highest first, then as many bytes, at most 16 MiB. */
    public DStream<byte[]> rawSocketStream(String host, int port) {
        return program.input(
                Sources.rawSocket(host, port, FRAME_BYTES_MAX, SocketOptions.DEFAULT), Origin.here("rawSocketStream"));
    }

    /** The lines of the UTF-8 text files that appear in a directory from the start on. */
    public DStream<String> textFileStream(Path directory) {
        return program.input(Sources.textFiles(directory), Origin.here("textFileStream"));
    }

    /** The records, all of this length, of the files that appear in a directory from the start on. */
    public DStream<byte[]> binaryRecordsStream(Path directory, int recordBytes) {
        return program.input(
                Sources.binaryRecords(directory, recordBytes, FileOptions.DEFAULT), Origin.here("binaryRecordsStream"));
    }

    /** The records that a receiver stores. */
    public <T> DStream<T> receiverStream(Receiver<T> receiver) {
        return program.input(Sources.receiver(receiver), Origin.here("receiverStream"));
    }

    /** The records of a source that is read by position. */
    public <T, P> DStream<T> directStream(String name, DirectSource<T, P> source) {
        return program.input(Sources.direct(name, source), Origin.here("directStream"));
    }

    /** The same records in every batch. */
    public <T> DStream<T> constantStream(Rdd<T> rdd) {
        Origin origin = Origin.here("constantStream");
        DStream<T> ticks = program.input(Sources.batches(List.of()), origin);
        return ticks.derive(origin, (node, at) -> rdd.plan());
    }

    /** The records of a queue of batches; what is added later is seen too. One element per batch. */
    public <T> DStream<T> queueStream(Queue<? extends List<T>> queue) {
        return program.input(Sources.queue(queue), Origin.here("queueStream"));
    }

    /** The records of all streams, in order; at least one, and all with the same slide. */
    public <T, R extends Rdd<T>, S extends AnyStream<T, R, S>> S union(List<S> streams) {
        Origin origin = Origin.here("union");
        program.requireOpen(origin);
        program.requireSame(streams, origin);
        Operator<T> union = AnyStream.union(
                streams.stream().<Operator<T>>map(AnyStream::operator).toList(), origin);
        return streams.get(0).with(union);
    }

    /** A function over the Rdds of the same batch of several streams, called anew in every batch. */
    public <U> DStream<U> transform(
            List<? extends AnyStream<?, ?, ?>> streams, Function<List<Rdd<?>>, Rdd<U>> function) {
        return new DStream<>(program, transformed(streams, function, Origin.here("transform")));
    }

    /** A function from the Rdds of the same batch of several streams to one with keys. */
    public <K, V> PairDStream<K, V> transformToPair(
            List<? extends AnyStream<?, ?, ?>> streams, Function<List<Rdd<?>>, PairRdd<K, V>> function) {
        return new PairDStream<>(program, transformed(streams, function, Origin.here("transformToPair")));
    }

    private <U> Operator<U> transformed(
            List<? extends AnyStream<?, ?, ?>> streams,
            Function<List<Rdd<?>>, ? extends Rdd<U>> function,
            Origin origin) {
        program.requireOpen(origin);
        program.requireSame(streams, origin);
        return new TransformOperator<U>(
                streams.stream().map(AnyStream::operator).toList(),
                (nodes, rdds, batch) -> {
                    List<Rdd<?>> inputs = new ArrayList<>();
                    for (int i = 0; i < nodes.size(); i++) {
                        inputs.add(streams.get(i).rddOf(rdds, nodes.get(i)));
                    }
                    return AnyStream.planOf(function.apply(inputs));
                },
                origin);
    }

    /**
     * The records that were left out because a function threw on them, each in a batch after its own. Empty unless the
     * failure policy says to quarantine.
     */
    public DStream<QuarantinedRecord> quarantined() {
        if (quarantined == null) {
            quarantined = program.input(quarantine.source(), Origin.here("quarantined"));
        }
        return quarantined;
    }

    // ---- data besides streams

    /** An Rdd of these records, to be joined with streams or to start states with. */
    public <T> Rdd<T> parallelize(List<T> records) {
        return parallelize(records, engine.defaultParallelism());
    }

    /** An Rdd of these records in this many partitions. */
    public <T> Rdd<T> parallelize(List<T> records, int partitions) {
        int checked = new HashPartitioner(partitions).partitions();
        return Rdd.of(root(), Plans.ofList(List.copyOf(records), checked, Origin.here("parallelize")));
    }

    /** An Rdd of these key-value pairs. */
    public <K, V> PairRdd<K, V> parallelizePairs(List<KeyValue<K, V>> pairs) {
        return PairRdd.of(Rdd.of(
                root(),
                Plans.ofList(List.copyOf(pairs), engine.defaultParallelism(), Origin.here("parallelizePairs"))));
    }

    /**
     * An Rdd of the lines of a UTF-8 text file, or of the files of a directory, as they are now; read when an action needs
     * them. Called in {@code transform} it sees the files anew in every batch.
     */
    public Rdd<String> textFile(Path path) {
        return Rdd.of(root(), Sources.lines(path, Origin.here("textFile")));
    }

    /**
     * An Rdd of the records in a directory that {@code saveAsObjectFiles} or {@code saveAsObjectFile} wrote, or in one file
     * of it, as they are now: one partition for each file, in order. What the records are is for the caller to know.
     */
    public <T> Rdd<T> objectFile(Path path) {
        return Rdd.of(root(), Sources.objects(path, options.run().types(), Origin.here("objectFile")));
    }

    /** A value that every function can read; treat it as immutable. */
    public <T> Engine.Broadcast<T> broadcast(T value) {
        return engine.broadcast(value);
    }

    /** A sum that functions add to; what runs again counts again. */
    public Engine.Counter counter(String name) {
        return engine.counter(name);
    }

    // ---- life

    /** Where the context stands. */
    public StreamingContextState state() {
        synchronized (lifecycle) {
            return state;
        }
    }

    /** Why the context stopped by itself, or is about to; empty while all goes well and after a stop that was asked for. */
    public Optional<Throwable> failure() {
        StreamRun current;
        synchronized (lifecycle) {
            if (failure != null || run == null) {
                return Optional.ofNullable(failure);
            }
            current = run;
        }
        return Optional.ofNullable(current.failure());
    }

    /** Adds a listener. */
    public void addListener(StreamingListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void removeListener(StreamingListener listener) {
        listeners.remove(listener);
    }

    /** The program as it stands: its streams, how often their records arrive, and what keeps state under which id. */
    public String explain() {
        CheckpointOptions checkpoint = options.checkpoint();
        return Explanation.of(
                program.graph(options.remember()),
                options.run().interval().toString(),
                checkpoint == null ? Durability.NONE : checkpoint.durability());
    }

    /**
     * Starts the streams. A second call while active only warns.
     *
     * @throws InvalidProgramException if the program breaks a rule; the context is then stopped
     * @throws IllegalLifecycleException after a stop
     */
    public void start() {
        synchronized (lifecycle) {
            if (state == StreamingContextState.ACTIVE) {
                LOG.warn(
                        "{} is active already; start() did nothing",
                        options.run().name());
                return;
            }
            if (state == StreamingContextState.STOPPED) {
                throw new IllegalLifecycleException(
                        options.run().name() + " was stopped and cannot be started again; build a new context");
            }
            if (options.replay() == null) {
                startRun();
            }
            state = StreamingContextState.ACTIVE;
        }
        if (options.replay() == null) {
            threads.onShutdown(() -> stop(options.gracefulOnShutdown()));
        } else {
            replay(options.replay());
        }
    }

    private void startRun() {
        try {
            Graph graph = program.close(options.remember());
            run = new StreamRun(graph, engine, parts(), options.run(), journalSettings(), quarantine, this::failed);
            run.start();
        } catch (Throwable thrown) {
            abandon(thrown);
            throw thrown;
        }
    }

    private LoopParts parts() {
        return new LoopParts(threads.clock(), threads.scheduler(), threads.driver(), listeners, threads::outOfMemory);
    }

    /** Runs a recorded batch again on the calling thread, and stops. */
    private void replay(ReplayOptions again) {
        Throwable cause = null;
        try {
            Graph graph = program.close(options.remember());
            Recording recording = again.recording(graph, engine, options.run().types());
            new ReplayRun(graph, engine, parts(), options.run(), recording, again.replay()).run();
        } catch (Throwable thrown) {
            cause = thrown;
            throw thrown;
        } finally {
            String step = "batch " + again.replay().batch() + (cause == null ? " was" : " could not be") + " run again";
            end(new StopReport(cause == null, 0, 0, Duration.ZERO, List.of(step)), cause);
        }
    }

    /**
     * Waits until the context is stopped.
     *
     * @throws SluiceException the failure that stopped it, at every call
     */
    public void awaitTermination() throws InterruptedException {
        stopped.await();
        rethrowFailure();
    }

    /**
     * Waits until the context is stopped or the time is over.
     *
     * @return whether it is stopped
     * @throws SluiceException the failure that stopped it, at every call
     */
    public boolean awaitTerminationOrTimeout(Duration timeout) throws InterruptedException {
        boolean over = stopped.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (over) {
            rethrowFailure();
        }
        return over;
    }

    /** Stops at once: the running batch is cancelled. */
    public StopReport stop() {
        return stop(false);
    }

    /** Stops, within the builder's {@code stopTimeout}. */
    public StopReport stop(boolean graceful) {
        return stop(graceful, options.stopTimeout());
    }

    /**
     * Stops. Gracefully, the inputs end first and all that was taken in is processed. May be called again, and by any
     * thread; from within a batch or a listener it only asks for the stop and returns at once.
     *
     * @param timeout for the whole stop
     * @return what was done and what was left
     */
    public StopReport stop(boolean graceful, Duration timeout) {
        StreamRun current;
        synchronized (lifecycle) {
            current = run;
            if (report != null) {
                return report;
            }
            if (current != null && (current.isInsideBatch() || listeners.isTelling())) {
                threads.background(() -> stop(graceful, timeout));
                return new StopReport(false, 0, 0, Duration.ZERO, List.of("the stop goes on in the background"));
            }
            if (stopping) {
                current = null;
            }
            stopping = true;
        }
        return current == null ? stopWithoutRun() : stopRun(current, graceful, timeout);
    }

    /** Stops at once. */
    @Override
    public void close() {
        stop();
    }

    <T, R extends Rdd<T>> List<R> slice(AnyStream<T, R, ?> stream, Instant from, Instant to) {
        StreamRun current;
        synchronized (lifecycle) {
            current = run;
        }
        if (current == null) {
            throw new IllegalLifecycleException("slice needs a context that was started; this one is " + state());
        }
        return current.slice(stream.operator(), from, to).stream()
                .map(node -> stream.rdd(root(), node))
                .toList();
    }

    private @Nullable JournalSettings journalSettings() {
        CheckpointOptions checkpoint = options.checkpoint();
        return checkpoint == null
                ? null
                : checkpoint.settings(options.clock() == null, options.run().seed(), threads.behind());
    }

    private RddContext root() {
        return RddContext.root(engine, new GroupOptions(options.run().name(), FaultHandler.FAIL))
                .withTypes(options.run().types());
    }

    private StopReport stopRun(StreamRun current, boolean graceful, Duration timeout) {
        StopReport done = new StopReport(false, 0, 0, Duration.ZERO, List.of("the stop failed"));
        Throwable cause = null;
        try {
            done = current.stop(graceful, timeout);
            cause = current.failure();
        } catch (Throwable thrown) {
            cause = thrown;
            throw thrown;
        } finally {
            LOG.info("{} {}", options.run().name(), done);
            end(done, cause);
        }
        return done;
    }

    private StopReport stopWithoutRun() {
        synchronized (lifecycle) {
            if (run == null) {
                end(new StopReport(true, 0, 0, Duration.ZERO, List.of("nothing had been started")), null);
            }
        }
        boolean interrupted = false;
        while (true) {
            try {
                stopped.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (lifecycle) {
            return Objects.requireNonNull(report);
        }
    }

    private void end(StopReport done, @Nullable Throwable cause) {
        synchronized (lifecycle) {
            if (state == StreamingContextState.STOPPED) {
                return;
            }
            state = StreamingContextState.STOPPED;
            report = done;
            failure = cause;
        }
        engine.close();
        threads.close();
        stopped.countDown();
    }

    private void abandon(Throwable thrown) {
        StreamRun begun = run;
        if (begun != null) {
            begun.stop(false, options.stopTimeout());
        }
        stopping = true;
        end(new StopReport(true, 0, 0, Duration.ZERO, List.of("the start failed")), thrown);
    }

    private void failed(Throwable cause) {
        threads.background(() -> stop(false));
    }

    private void rethrowFailure() {
        Throwable cause;
        synchronized (lifecycle) {
            cause = failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause != null) {
            throw new SluiceException("the context stopped: " + cause.getMessage(), cause);
        }
    }
}
