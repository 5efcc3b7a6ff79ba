package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Function;
import dev.sluice.plan.Split;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes records from their numbers, counted from 0, so many a second: the same position is always the same record. What
 * a batch may not read is left out of the rate, not saved up.
 */
public final class GeneratorSource<T> implements DirectSource<T, GeneratorSource.Position> {
    private static final long serialVersionUID = 1L;
    private static final long RECORD = 1_000_000_000L;
    private static final long RATE_MAX = 1_000_000_000L;

    private final Function<Long, T> function;
    private final long recordsPerSecond;
    private final long end;
    private final int partitions;

    /**
     * A generator without an end, in one partition.
     *
     * @param recordsPerSecond from 1 to a billion
     * @param function the record of a number; pure, because a batch that runs again asks again
     */
    public GeneratorSource(long recordsPerSecond, Function<Long, T> function) {
        this(recordsPerSecond, function, Long.MAX_VALUE, 1);
    }

    private GeneratorSource(long recordsPerSecond, Function<Long, T> function, long end, int partitions) {
        require(recordsPerSecond >= 1 && recordsPerSecond <= RATE_MAX, "rate", recordsPerSecond, "from 1 to a billion");
        require(end >= 0, "number of records", end, "at least 0");
        require(partitions >= 1, "number of partitions", partitions, "at least 1");
        this.function = function;
        this.recordsPerSecond = recordsPerSecond;
        this.end = end;
        this.partitions = partitions;
    }

    /** The same generator with so many records in all. */
    public GeneratorSource<T> records(long total) {
        return new GeneratorSource<>(recordsPerSecond, function, total, partitions);
    }

    /** The same generator, each batch in so many partitions. */
    public GeneratorSource<T> partitions(int count) {
        return new GeneratorSource<>(recordsPerSecond, function, end, count);
    }

    @Override
    public Position start() {
        return new Position(0, 0);
    }

    @Override
    public Position next(Position from, Batch batch, long recordsMax) {
        long credit = from.credit() + gained(batch.interval().toNanos());
        long due = Math.min(credit / RECORD, end - from.next());
        return due > recordsMax
                ? new Position(from.next() + recordsMax, 0)
                : new Position(from.next() + due, credit % RECORD);
    }

    /** In billionths of a record; for intervals beyond years what a long holds. */
    private long gained(long nanos) {
        return recordsPerSecond > Long.MAX_VALUE / 2 / Math.max(1, nanos)
                ? Long.MAX_VALUE / 2
                : recordsPerSecond * nanos;
    }

    @Override
    public List<Split<T>> splits(Position from, Position to) {
        long records = to.next() - from.next();
        int count = (int) Math.min(partitions, records);
        List<Split<T>> splits = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            splits.add(new GeneratedSplit<>(
                    function, from.next() + share(records, i, count), from.next() + share(records, i + 1, count)));
        }
        return splits;
    }

    private static long share(long records, int part, int parts) {
        return records / parts * part + records % parts * part / parts;
    }

    @Override
    public String describe(Position from, Position to) {
        return "[" + from.next() + ", " + to.next() + ")";
    }

    private static void require(boolean holds, String what, long given, String rule) {
        if (!holds) {
            throw new InvalidProgramException("the " + what + " of a generator must be " + rule + ", but was " + given);
        }
    }

    /**
     * Where a batch begins.
     *
     * @param next the number of its first record
     * @param credit what the batches before left over of the rate, in billionths of a record
     */
    public record Position(long next, long credit) implements Serializable {
        @Override
        public String toString() {
            return "record " + next;
        }
    }
}
