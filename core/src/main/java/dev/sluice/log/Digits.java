package dev.sluice.log;

/** Numbers as they stand in the names of files, which are in the order of the numbers when they are sorted. */
public final class Digits {
    private Digits() {}

    /** A number that is not negative, with zeros in front up to a width. */
    public static String padded(long number, int width) {
        String digits = Long.toString(number);
        return digits.length() < width ? "0".repeat(width - digits.length()) + digits : digits;
    }
}
