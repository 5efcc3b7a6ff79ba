package dev.sluice.benchmarks;

/** Numbers from 0 on, each due at a moment of its own, by {@link System#nanoTime}. */
final class Pace {
    private final long zeroNanos;
    private final long perSecond;
    private volatile long given;

    private Pace(long zeroNanos, long perSecond) {
        this.zeroNanos = zeroNanos;
        this.perSecond = perSecond;
    }

    static Pace startingNow(long perSecond) {
        return new Pace(System.nanoTime(), perSecond);
    }

    long dueNanos(long number) {
        return zeroNanos + number * 1_000_000_000 / perSecond;
    }

    /** How many are due by now. */
    long due() {
        return (System.nanoTime() - zeroNanos) * perSecond / 1_000_000_000 + 1;
    }

    /** All below this one were handed over. */
    void gave(long end) {
        given = end;
    }

    long given() {
        return given;
    }
}
