package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import dev.sluice.source.PushBuffer.Push;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts what was pushed into batches, and tells who pushed when a batch is committed. */
final class PushInput<T> implements Input<T> {
    private final PushBuffer<T> buffer;
    private final InputContext context;
    private final RateCap cap;
    private final Map<Long, List<Push<T>>> planned = new HashMap<>();

    PushInput(PushBuffer<T> buffer, InputContext context) {
        this.buffer = buffer;
        this.context = context;
        this.cap = new RateCap(context.limits().recordsPerSecondMax());
        buffer.open(context.name(), context.limits().bufferedRecordsMax(), context.arrival());
    }

    @Override
    public void start() {}

    @Override
    public InputPlan<T> plan(Batch batch, long recordsMax) {
        List<Push<T>> ended = new ArrayList<>();
        List<T> records = buffer.take(Math.min(recordsMax, cap.next(batch)), ended);
        cap.spend(records.size());
        planned.put(batch.id(), ended);
        return new InputPlan<>(
                ListSplits.of(records, context.engine().defaultParallelism()),
                records.size(),
                records.size() + " pushed records");
    }

    @Override
    public boolean tells() {
        return true;
    }

    @Override
    public void forget(Batch batch) {
        List<Push<T>> ended = planned.remove(batch.id());
        if (ended != null) {
            ended.forEach(push -> push.committed().completeAsync(() -> batch));
        }
    }

    @Override
    public boolean stop(Duration timeout) {
        buffer.close();
        return true;
    }

    @Override
    public long waiting() {
        return buffer.size();
    }

    /** Fails the futures of all that was not committed. */
    @Override
    public void close() {
        buffer.close();
        List<Push<T>> lost = new ArrayList<>();
        planned.values().forEach(lost::addAll);
        planned.clear();
        buffer.take(Long.MAX_VALUE, lost);
        lost.forEach(push -> push.committed().completeExceptionally(notCommitted()));
    }

    private SourceException notCommitted() {
        return new SourceException(context.name()
                + ": the stream ended before the batch with these records was committed; push them again");
    }
}
