package dev.sluice.time;

import java.time.Duration;
import java.time.Instant;

/** Batch times and intervals as whole microseconds, times since the epoch. What is finer is cut off. */
public final class Micros {
    private static final long IN_MILLI = 1_000;
    private static final long IN_SECOND = 1_000_000;

    private Micros() {}

    /**
     * A length of time.
     *
     * @throws ArithmeticException beyond 292,000 years
     */
    public static long of(Duration duration) {
        return Math.multiplyExact(duration.getSeconds(), IN_SECOND) + duration.getNano() / IN_MILLI;
    }

    /**
     * A moment.
     *
     * @throws ArithmeticException beyond 292,000 years from the epoch
     */
    public static long of(Instant moment) {
        return Math.multiplyExact(moment.getEpochSecond(), IN_SECOND) + moment.getNano() / IN_MILLI;
    }

    /** A moment that is given in milliseconds. */
    public static long ofMillis(long millis) {
        return Math.multiplyExact(millis, IN_MILLI);
    }

    /** The milliseconds that are over. */
    public static long toMillis(long micros) {
        return Math.floorDiv(micros, IN_MILLI);
    }

    /** The moment. */
    public static Instant moment(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, IN_SECOND), Math.floorMod(micros, IN_SECOND) * (int) IN_MILLI);
    }

    /** The length of time. */
    public static Duration duration(long micros) {
        return Duration.ofSeconds(Math.floorDiv(micros, IN_SECOND), Math.floorMod(micros, IN_SECOND) * IN_MILLI);
    }

    /** Whether it is whole milliseconds. */
    public static boolean isWhole(long micros) {
        return micros % IN_MILLI == 0;
    }

    /** In words, fit for the name of a file: milliseconds, and behind an underscore what is left, where anything is. */
    public static String text(long micros) {
        long left = Math.floorMod(micros, IN_MILLI);
        return left == 0 ? "" + toMillis(micros) : toMillis(micros) + "_" + (IN_MILLI + left + "").substring(1);
    }

    /** In words, for people: milliseconds with what is left as a fraction. */
    public static String inWords(long micros) {
        return text(micros).replace('_', '.') + " ms";
    }

    /** What {@link #text} said. */
    public static long parse(String text) {
        int end = text.indexOf('_');
        return end < 0
                ? ofMillis(Long.parseLong(text))
                : ofMillis(Long.parseLong(text.substring(0, end))) + Long.parseLong(text.substring(end + 1));
    }
}
