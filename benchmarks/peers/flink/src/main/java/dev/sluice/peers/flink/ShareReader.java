package dev.sluice.peers.flink;

import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Reads one source: a handful of records at each call, so that a call costs little and nothing waits for its end. */
final class ShareReader<T> implements SourceReader<T, ShareSplit> {
    private static final int HANDFUL = 64;
    private static final int CHUNK = 1 << 10;
    private static final long IDLE_NANOS = 50_000;

    private final Input<?> input = Inputs.current();
    private final ShareSource.Reading<T> reading;
    private final CompletableFuture<Void> given = new CompletableFuture<>();
    private int source = -1;
    private long position;
    private long end;

    ShareReader(ShareSource.Reading<T> reading) {
        this.reading = reading;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> out) {
        if (source < 0) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (position == end) {
            end = input.next(source, position, CHUNK);
            if (position == end) {
                return idle();
            }
        }
        long to = Math.min(end, position + HANDFUL);
        emit(to, out);
        position = to;
        return InputStatus.MORE_AVAILABLE;
    }

    private void emit(long to, ReaderOutput<T> out) {
        int unit = input.unit();
        for (long next = position; next < to; next++) {
            T record = reading.record(source, next);
            if (unit == 1) {
                out.collect(record);
            } else {
                out.collect(record, next * 1_000 / unit);
            }
        }
    }

    private InputStatus idle() {
        if (input.isOver(position)) {
            return InputStatus.END_OF_INPUT;
        }
        LockSupport.parkNanos(IDLE_NANOS);
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<ShareSplit> snapshotState(long checkpoint) {
        return source < 0 ? List.of() : List.of(new ShareSplit(source, position));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return given;
    }

    @Override
    public void addSplits(List<ShareSplit> splits) {
        source = splits.get(0).source();
        position = splits.get(0).position();
        end = position;
        given.complete(null);
    }

    @Override
    public void start() {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
