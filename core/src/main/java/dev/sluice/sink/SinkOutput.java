package dev.sluice.sink;

import dev.sluice.data.Batch;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.UserCode;
import dev.sluice.rdd.RddContext;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a stream's batches into a sink.
 *
 * @param job the name of the program
 * @param number of the output operation
 */
public record SinkOutput<T>(String job, int number, Sink<? super T> sink, Origin origin) implements Serializable {
    /** Writes the data of a batch: all partitions in tasks, then the publication. */
    public void write(PlanNode<T> node, RddContext rdds, Batch batch) {
        OutputKey key = new OutputKey(job, batch, number);
        try {
            publish(key, stage(node, rdds, key));
        } catch (Throwable thrown) {
            abandon(key, thrown);
            throw thrown;
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
        List<List<String>> receipts = rdds.run(group -> group.run(node, partitions, new WriteTask<>(this, key)));
        return receipts.stream().flatMap(List::stream).toList();
    }

    private void publish(OutputKey key, List<String> receipts) {
        try {
            sink.publish(key, receipts);
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
