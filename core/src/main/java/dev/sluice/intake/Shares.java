package dev.sluice.intake;

import java.util.Arrays;

/** Divides what a batch may take among producers. */
final class Shares {
    private Shares() {}

    /**
     * How much each may give: an even share first, then what others leave over, from the one at {@code first} on.
     *
     * @param waiting how much each has
     */
    static long[] of(long[] waiting, long max, int first) {
        long[] shares = new long[waiting.length];
        long left = even(waiting, shares, max, first);
        for (int i = 0; i < shares.length && left > 0; i++) {
            int at = (first + i) % shares.length;
            long more = Math.min(left, waiting[at] - shares[at]);
            shares[at] += more;
            left -= more;
        }
        return shares;
    }

    private static long even(long[] waiting, long[] shares, long max, int first) {
        if (Arrays.stream(waiting).sum() <= max) {
            System.arraycopy(waiting, 0, shares, 0, waiting.length);
            return 0;
        }
        long left = max;
        for (int i = 0; i < shares.length; i++) {
            int at = (first + i) % shares.length;
            int others = shares.length - i;
            shares[at] = Math.min(waiting[at], left / others + (left % others == 0 ? 0 : 1));
            left -= shares[at];
        }
        return left;
    }
}
