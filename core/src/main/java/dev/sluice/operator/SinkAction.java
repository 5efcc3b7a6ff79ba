package dev.sluice.operator;

import dev.sluice.plan.PlanNode;
import dev.sluice.sink.RunId;
import dev.sluice.sink.SinkOutput;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes what becomes of a stream's batches into a sink.
 *
 * @param written what is written of the data of a batch
 */
public record SinkAction<T, U>(Function<PlanNode<T>, PlanNode<U>> written, SinkOutput<U> output)
        implements OutputOperator.Action<T> {
    @Override
    public void run(PlanNode<T> node, OutputRun run) throws Exception {
        output.write(written.apply(node), run.rdds(), run.key(), run.fence());
    }

    @Override
    public void rehearse(PlanNode<T> node, OutputRun run) throws Exception {
        output.rehearse(written.apply(node), run.rdds(), run.key());
    }

    @Override
    public PlanNode<U> written(PlanNode<T> node) {
        return written.apply(node);
    }

    @Override
    public Optional<Instant> newest(String job) {
        return output.newest(job);
    }

    @Override
    public void takeOver(RunId run) {
        output.takeOver(run);
    }

    @Override
    public void finish(RunId run) {
        output.finish(run);
    }

    @Override
    public void close() {
        output.close();
    }
}
