package dev.sluice.intake;

import dev.sluice.error.RecoveryException;
import dev.sluice.plan.Split;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RecordLog;
import java.util.List;

/**
 * What a batch read that is in the log of its input, as it is stored.
 *
 * @param splits for each, the parts of blocks that it reads one after another
 */
public record LoggedReading(List<List<RecordLog.Range>> splits) implements RecordLog.Reading {
    /** A reading with copies of the lists. */
    public LoggedReading {
        splits = splits.stream().map(List::copyOf).toList();
    }

    @Override
    public List<RecordLog.Range> ranges() {
        return splits.stream().flatMap(List::stream).toList();
    }

    /**
     * The reading that was stored.
     *
     * @param name what people know the input by
     */
    static LoggedReading of(String name, Object stored) {
        if (stored instanceof LoggedReading reading) {
            return reading;
        }
        throw new RecoveryException(name + ": the earlier run read this stream in another way ("
                + stored.getClass().getSimpleName()
                + ") than through the log; bring back the source it had, or start anew in another directory");
    }

    /** The same plan again, with the records of the log. */
    <T> InputPlan<T> plan(RecordLog log) {
        List<Split<T>> read =
                splits.stream().<Split<T>>map(ranges -> split(ranges, log)).toList();
        return new InputPlan<>(read, records(), range(), () -> this);
    }

    @Override
    public String toString() {
        return range();
    }

    private static <T> Split<T> split(List<RecordLog.Range> ranges, RecordLog log) {
        return JoinedSplit.of(ranges.stream().<Split<T>>map(log::read).toList());
    }

    private long records() {
        return splits.stream()
                .flatMap(List::stream)
                .mapToLong(RecordLog.Range::records)
                .sum();
    }

    private String range() {
        return records() + " records in " + splits.stream().mapToInt(List::size).sum() + " blocks of the log";
    }
}
