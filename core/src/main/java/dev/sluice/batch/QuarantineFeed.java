package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.intake.LoggedReading;
import dev.sluice.plan.Split;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputFactory;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RecordLog;
import dev.sluice.source.RecordLog.Range;
import dev.sluice.source.Resumption;
import dev.sluice.source.StreamSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records quarantined in a batch, as a stream of the batches after it. With a log they are written together with the
 * end of the batch that they were found in, so that each is in the stream once, whatever happens. Thread-safe.
 */
public final class QuarantineFeed {
    private final Deque<Found> waiting = new ArrayDeque<>();
    private @Nullable RecordLog log;
    private boolean read;
    private long lastBatch;

    /** Records found in one batch; of those that a log holds, where. */
    private record Found(
            List<QuarantinedRecord> records, @Nullable Range range) {
        Found part(int from, int to) {
            Range part = range == null ? null : new Range(range.block(), range.from() + from, range.from() + to);
            return new Found(List.copyOf(records.subList(from, to)), part);
        }
    }

    /** The stream's source, to be read by at most one run. */
    public StreamSource<QuarantinedRecord> source() {
        return new StreamSource.Custom<>(
                "quarantined records",
                "as often as the batch that they were found in is run to its end",
                new Opening());
    }

    /** Takes the records found in a batch that is about to be done; once, however often it is told. */
    synchronized void add(Batch batch, List<QuarantinedRecord> found) {
        if (!read || batch.id() <= lastBatch) {
            return;
        }
        RecordLog.Block block = log == null
                ? null
                : log.writeWith(batch, found.stream().map(StoredFault::of).toList());
        waiting.add(new Found(found, block == null ? null : block.all()));
        lastBatch = batch.id();
    }

    private synchronized Input<QuarantinedRecord> open(InputContext context) {
        log = context.log();
        read = true;
        return new Feed();
    }

    private synchronized List<Found> take(long recordsMax) {
        List<Found> taken = new ArrayList<>();
        long room = recordsMax;
        while (room > 0 && !waiting.isEmpty()) {
            Found first = waiting.removeFirst();
            int size = first.records.size();
            if (size > room) {
                waiting.addFirst(first.part((int) room, size));
                first = first.part(0, (int) room);
            }
            taken.add(first);
            room -= first.records.size();
        }
        return taken;
    }

    private synchronized long size() {
        return waiting.stream().mapToLong(found -> found.records.size()).sum();
    }

    private synchronized void resume(List<Range> ranges) {
        RecordLog from = log;
        if (from != null) {
            ranges.forEach(range -> waiting.add(new Found(read(from, range), range)));
        }
    }

    private static List<QuarantinedRecord> read(RecordLog log, Range range) {
        List<QuarantinedRecord> records = new ArrayList<>();
        Split<StoredFault> split = log.read(range);
        try {
            split.forEach(fault -> records.add(fault.record()));
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception e) {
            throw new IllegalStateException("a list of records refused one", e);
        }
        return records;
    }

    private final class Opening implements InputFactory<QuarantinedRecord> {
        @Override
        public Input<QuarantinedRecord> open(InputContext context) {
            return QuarantineFeed.this.open(context);
        }

        @Override
        public boolean resumes() {
            return true;
        }
    }

    private final class Feed implements Input<QuarantinedRecord> {
        @Override
        public void resume(Resumption from) {
            QuarantineFeed.this.resume(from.waiting());
        }

        @Override
        public InputPlan<QuarantinedRecord> replan(Batch batch, Object reading) {
            RecordLog from = log;
            List<Found> found = new ArrayList<>();
            if (from != null) {
                ((LoggedReading) reading)
                        .ranges()
                        .forEach(range -> found.add(new Found(QuarantineFeed.read(from, range), range)));
            }
            return plan(found);
        }

        @Override
        public void start() {}

        @Override
        public InputPlan<QuarantinedRecord> plan(Batch batch, long recordsMax) {
            return plan(take(recordsMax));
        }

        private InputPlan<QuarantinedRecord> plan(List<Found> found) {
            List<QuarantinedRecord> records =
                    found.stream().flatMap(part -> part.records.stream()).toList();
            List<Range> ranges = new ArrayList<>();
            found.forEach(part -> {
                if (part.range != null) {
                    ranges.add(part.range);
                }
            });
            return new InputPlan<>(
                    records.isEmpty() ? List.of() : List.of(Split.of(records)),
                    records.size(),
                    records.size() + " records",
                    () -> new LoggedReading(List.of(ranges)));
        }

        /** What comes here comes while a batch runs, after which the loop looks by itself. */
        @Override
        public boolean tells() {
            return true;
        }

        @Override
        public void forget(Batch batch) {}

        @Override
        public boolean stop(Duration timeout) {
            return true;
        }

        @Override
        public long waiting() {
            return size();
        }
    }
}
