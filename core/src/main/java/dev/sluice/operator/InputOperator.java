package dev.sluice.operator;

import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Source;
import dev.sluice.source.StreamSource;
import java.time.Duration;
import java.util.List;

/** Where a stream begins: what its source planned for the batch. */
public final class InputOperator<T> extends Operator<T> {
    private final int streamId;
    private final StreamSource<T> source;
    private final Duration batchInterval;

    /** The stream with this number. */
    public InputOperator(int streamId, StreamSource<T> source, Duration batchInterval, Origin origin) {
        super(origin);
        this.streamId = streamId;
        this.source = source;
        this.batchInterval = batchInterval;
    }

    /** The number of the stream, in order of definition. */
    public int streamId() {
        return streamId;
    }

    /** What it reads. */
    public StreamSource<T> source() {
        return source;
    }

    @Override
    public List<Operator<?>> parents() {
        return List.of();
    }

    @Override
    public Duration slide() {
        return batchInterval;
    }

    @Override
    protected PlanNode<T> plan(Evaluation batch) {
        return new Source<>(batch.<T>input(streamId).splits(), origin());
    }
}
