package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.OutputInfo;
import dev.sluice.operator.OutputOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the output operations of a batch ended, over all attempts at it. Used by one thread at a time. */
final class EndedOutputs {
    private static final int FEW = 4;

    private final Batch batch;
    private @Nullable Ended[] byId = new Ended[FEW];

    /** How one ended, the last time it ran. */
    private record Ended(
            OutputOperator<?> output, long nanos, @Nullable Throwable failure, boolean before) {}

    EndedOutputs(Batch batch) {
        this.batch = batch;
    }

    /** One ran for so long. */
    void ended(OutputOperator<?> output, long nanos, @Nullable Throwable failure) {
        put(new Ended(output, nanos, failure, false));
    }

    /** An earlier run has committed the output; it is not run again. */
    void committedBefore(OutputOperator<?> output) {
        put(new Ended(output, 0, null, true));
    }

    private void put(Ended ended) {
        int id = ended.output.id();
        if (id >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(2 * byId.length, id + 1));
        }
        byId[id] = ended;
    }

    /** Whether an earlier run has committed the output. */
    boolean isCommittedBefore(OutputOperator<?> output) {
        Ended ended = of(output);
        return ended != null && ended.before;
    }

    /** Whether the output ended well. */
    boolean isDone(OutputOperator<?> output) {
        Ended ended = of(output);
        return ended != null && ended.failure == null;
    }

    private @Nullable Ended of(OutputOperator<?> output) {
        return output.id() < byId.length ? byId[output.id()] : null;
    }

    /** What listeners are told, in the order in which outputs are defined. */
    List<OutputInfo> infos() {
        List<OutputInfo> infos = new ArrayList<>();
        for (Ended ended : byId) {
            if (ended != null) {
                infos.add(info(ended));
            }
        }
        return infos;
    }

    /** What listeners are told of one that has ended. */
    OutputInfo info(OutputOperator<?> output) {
        Ended ended = of(output);
        return ended == null ? begun(output) : info(ended);
    }

    /** What listeners are told of one that begins. */
    OutputInfo begun(OutputOperator<?> output) {
        return new OutputInfo(batch, output.id(), output.origin().toString(), Optional.empty(), Optional.empty());
    }

    private OutputInfo info(Ended ended) {
        return new OutputInfo(
                batch,
                ended.output.id(),
                ended.output.origin().toString(),
                Optional.of(Duration.ofNanos(ended.nanos)),
                Optional.ofNullable(ended.failure));
    }
}
