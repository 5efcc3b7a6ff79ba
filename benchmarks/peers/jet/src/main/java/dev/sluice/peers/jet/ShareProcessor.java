package dev.sluice.peers.jet;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.EventTimeMapper;
import com.hazelcast.jet.core.EventTimePolicy;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.pipeline.Sources;
import com.hazelcast.jet.pipeline.StreamSource;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Reads one source in a cooperative thread, as long as there is room behind it. */
final class ShareProcessor<T> extends AbstractProcessor {
    private static final int CHUNK = 1 << 10;

    private final Input<?> input = Inputs.current();
    private final int first;
    private final Reading<T> reading;
    private final @Nullable EventTimeMapper<T> times;
    private final int stepMillis;
    private @Nullable Traverser<Object> pending;
    private int source;
    private long position;
    private long end;

    /** How a record is read. */
    interface Reading<T> extends Serializable {
        T record(int source, long position);
    }

    private ShareProcessor(int first, Reading<T> reading, @Nullable EventTimePolicy<? super T> policy, int stepMillis) {
        this.first = first;
        this.reading = reading;
        this.times = policy == null ? null : new EventTimeMapper<>(policy);
        this.stepMillis = stepMillis;
    }

    /**
     * A stream of records without times.
     *
     * @param first the first of its sources
     */
    static <T> StreamSource<T> untimed(int first, Reading<T> reading) {
        return Sources.streamFromProcessor(
                "source " + first,
                ProcessorMetaSupplier.of(Input.SHARES, () -> new ShareProcessor<>(first, reading, null, 1)));
    }

    /** A stream of records with the data's own time. */
    static <T> StreamSource<T> timed(int first, Reading<T> reading) {
        return timed(first, reading, 1);
    }

    /** The same with times that are multiples of a step. */
    static <T> StreamSource<T> timed(int first, Reading<T> reading, int stepMillis) {
        return Sources.streamFromProcessorWithWatermarks(
                "source " + first,
                true,
                policy -> ProcessorMetaSupplier.of(
                        Input.SHARES, () -> new ShareProcessor<>(first, reading, policy, stepMillis)));
    }

    @Override
    protected void init(Context context) {
        source = first + context.globalProcessorIndex();
        if (times != null) {
            times.addPartitions(1);
        }
    }

    @Override
    public boolean complete() {
        if (position == end) {
            end = input.next(source, position, CHUNK);
            if (position == end) {
                return input.isOver(position);
            }
        }
        while (position < end && emitNext()) {
            position++;
        }
        return false;
    }

    private boolean emitNext() {
        if (times == null) {
            return tryEmit(reading.record(source, position));
        }
        if (pending == null) {
            long millis = position * 1_000 / input.unit();
            pending = times.flatMapEvent(reading.record(source, position), 0, millis - millis % stepMillis);
        }
        boolean emitted = emitFromTraverser(pending);
        pending = emitted ? null : pending;
        return emitted;
    }

    @Override
    public boolean saveToSnapshot() {
        return tryEmitToSnapshot(BroadcastKey.broadcastKey(source), position);
    }

    @Override
    protected void restoreFromSnapshot(Object key, Object value) {
        if (((BroadcastKey<?>) key).key().equals(source)) {
            position = (Long) value;
            end = position;
        }
    }
}
