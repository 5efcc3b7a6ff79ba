package dev.sluice.sink;

import dev.sluice.error.SluiceException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.UserCode;
import dev.sluice.rdd.RddContext;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes a stream's batches into a sink. */
public record SinkOutput<T>(Sink<? super T> sink, Origin origin) implements Serializable {
    /** The newest batch of a job that is there: see {@link Sink#newest}. */
    public Optional<Instant> newest(String job) {
        try {
            return sink.newest(job);
        } catch (Throwable thrown) {
            throw failure(thrown);
        }
    }

    /** Begins a run that has a directory: see {@link Sink#takeOver}. */
    public void takeOver(RunId run) {
        told(() -> sink.takeOver(run));
    }

    /** Ends a run that was stopped gracefully: see {@link Sink#finish}. */
    public void finish(RunId run) {
        told(() -> sink.finish(run));
    }

    /** Ends a run, in whatever way: see {@link Sink#close}. */
    public void close() {
        told(sink::close);
    }

    /**
     * Writes the data of a batch: all partitions in tasks, then the publication.
     *
     * @param fence waits until the batch's plan is durable, and throws if another run has taken over. Called before the
     *     publication; before the first record too, where the sink does not promise that nothing is seen until then
     */
    public void write(PlanNode<T> node, RddContext rdds, OutputKey key, Runnable fence) {
        if (sink.delivery() != Delivery.TRANSACTIONAL) {
            fence.run();
        }
        try {
            told(() -> sink.prepare(key, node.partitions()));
            List<String> receipts = stage(node, rdds, key);
            fence.run();
            told(() -> sink.publish(key, receipts));
        } catch (Throwable thrown) {
            abandon(key, thrown);
            throw thrown;
        }
    }

    /** Stages the data of a batch and discards it, where staging has no effect for anyone else. */
    public void rehearse(PlanNode<T> node, RddContext rdds, OutputKey key) {
        if (sink.delivery() == Delivery.TRANSACTIONAL) {
            told(() -> sink.prepare(key, node.partitions()));
            List<String> ignored = stage(node, rdds, key);
            told(() -> sink.abandon(key));
        }
    }

    /** What a failure of the sink becomes: typed, and told with the program line. */
    RuntimeException failure(Throwable thrown) {
        return thrown instanceof SluiceException known
                ? known.during(origin.toString())
                : UserCode.failure(origin, thrown);
    }

    private List<String> stage(PlanNode<T> node, RddContext rdds, OutputKey key) {
        List<Integer> partitions = IntStream.range(0, node.partitions()).boxed().toList();
        List<List<String>> receipts =
                rdds.run(group -> group.run(node, partitions, new WriteTask<>(this, key, node.partitions())));
        return receipts.stream().flatMap(List::stream).toList();
    }

    private interface Step {
        void run() throws Exception;
    }

    private void told(Step step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            throw failure(thrown);
        }
    }

    private void abandon(OutputKey key, Throwable reason) {
        try {
            sink.abandon(key);
        } catch (Exception thrown) {
            reason.addSuppressed(thrown);
        }
    }
}
