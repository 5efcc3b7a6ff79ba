package dev.sluice.file;

import dev.sluice.error.CorruptionException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of records as it was written. In words, as receipts and manifests hold it:
 * {@code 1234 89abcdef 17 0123456789abcdef part-00000}.
 *
 * @param bytes its length
 * @param checksum the CRC32C of its bytes
 * @param tally its records
 */
record Part(String name, long bytes, int checksum, Tally tally) {
    private static final int NUMBER_DIGITS = 5;
    private static final Pattern WORDS =
            Pattern.compile("(\\d{1,18}) ([0-9a-f]{8}) (\\d{1,18}) ([0-9a-f]{16}) ([^ ]+)");

    static Part parse(String words) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new CorruptionException("\"" + words + "\" describes no file of records;"
                    + " publish the receipts that staging gave, unchanged");
        }
        Tally tally = new Tally(Long.parseLong(matcher.group(3)), HexFormat.fromHexDigitsToLong(matcher.group(4)));
        return new Part(
                matcher.group(5), Long.parseLong(matcher.group(1)), HexFormat.fromHexDigits(matcher.group(2)), tally);
    }

    /** The name of a partition's file. */
    static String name(int partition) {
        String digits = Integer.toString(partition);
        return "part-" + "0".repeat(Math.max(0, NUMBER_DIGITS - digits.length())) + digits;
    }

    /** What several attempts at a file are named: the first has the name itself. */
    static String attempt(String name, int number) {
        return number == 1 ? name : name + "." + number;
    }

    /** The same file under the name that it has for readers, whichever attempt it was. */
    Part named() {
        int dot = name.indexOf('.');
        return dot < 0 ? this : new Part(name.substring(0, dot), bytes, checksum, tally);
    }

    @Override
    public String toString() {
        return bytes + " " + HexFormat.of().toHexDigits(checksum) + " " + tally + " " + name;
    }
}
