package dev.sluice.peers.workload;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The input of one contender: prepared records, each source's read round and round until the input is halted. Then all
 * sources go on to the same position, so that one number says what was read. Thread-safe.
 *
 * @param <T> the records
 */
public final class Input<T> {
    /** How many partitions a contender has; a stream has a source for each. */
    public static final int SHARES = 2;

    private final Object[][] records;
    private final long[] taken;
    private final int unit;
    private final int slides;
    private final long leadMax;
    private final Pace pace;
    private boolean halted;
    private long end = Long.MAX_VALUE;

    /**
     * An input that is not halted yet.
     *
     * @param sources {@link #SHARES} for each stream
     * @param unit it ends at a multiple of so many records of each source
     * @param slides of which a window consists
     * @param leadMax how many records a source may be ahead of another
     */
    Input(int sources, int unit, int slides, long leadMax, Pace pace, IntFunction<T[]> made) {
        this.records = new Object[sources][];
        this.taken = new long[sources];
        this.unit = unit;
        this.slides = slides;
        this.leadMax = leadMax;
        this.pace = pace;
        Arrays.setAll(records, made);
    }

    /** The prepared records of a source; how many is a power of two, and position p is at p modulo that. */
    @SuppressWarnings("unchecked")
    public T[] records(int source) {
        return (T[]) records[source];
    }

    /**
     * Up to where a source reads next.
     *
     * @param from how far it has read
     * @param most the most records to read
     * @return {@code from} itself if there is nothing to read, now or ever: {@link #isOver} says which
     */
    public synchronized long next(int source, long from, long most) {
        long to = Math.min(Math.min(end, from + most), Math.min(pace.due(), slowest() + leadMax));
        taken[source] = Math.max(from, to);
        return taken[source];
    }

    private long slowest() {
        long slowest = Long.MAX_VALUE - leadMax;
        for (long each : taken) {
            slowest = Math.min(slowest, each);
        }
        return slowest;
    }

    /** Up to where all sources read in the next batch, which they do together. */
    public synchronized long nextBatch(long from, long most) {
        long to = Math.max(from, Math.min(Math.min(end, from + most), pace.due()));
        Arrays.fill(taken, to);
        return to;
    }

    /** Whether there will never be anything behind a position. */
    public synchronized boolean isOver(long position) {
        return halted && position >= end;
    }

    /** Ends the input behind what any source was told to read, at a multiple of the unit. */
    public synchronized void halt() {
        long furthest = Arrays.stream(taken).max().orElseThrow();
        end = (furthest + unit - 1) / unit * unit;
        halted = true;
    }

    /** How many records each source read, once it is halted. */
    public synchronized long end() {
        return end;
    }

    /** The records that all sources together were told to read. */
    public synchronized long taken() {
        return Arrays.stream(taken).sum();
    }

    /** How many sources there are. */
    public int sources() {
        return records.length;
    }

    /** The records of each source in a second of the data's own time; 1 where it has none. */
    public int unit() {
        return unit;
    }

    /** Of how many seconds of the data's own time a window consists. */
    public int slides() {
        return slides;
    }

    /** When records are due, where they are. */
    public Pace pace() {
        return pace;
    }
}
