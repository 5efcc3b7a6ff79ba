package dev.sluice.file;

import java.util.HexFormat;
import java.util.List;

/**
 * Which records were written, in whatever order and however they are divided. In words: {@code 17 0123456789abcdef}.
 *
 * @param records how many
 * @param sum of their hashes, modulo 2^64
 */
record Tally(long records, long sum) {
    static final Tally NOTHING = new Tally(0, 0);

    static Tally of(List<Part> parts) {
        return parts.stream().map(Part::tally).reduce(NOTHING, Tally::plus);
    }

    Tally plus(Tally more) {
        return new Tally(records + more.records, sum + more.sum);
    }

    /** In what other records are not these. */
    String differenceFrom(Tally now) {
        return records == now.records
                ? "of its " + counted(records) + " some would be others now"
                : "it holds " + counted(records) + ", and would now hold " + now.records;
    }

    private static String counted(long records) {
        return records + (records == 1 ? " record" : " records");
    }

    @Override
    public String toString() {
        return records + " " + HexFormat.of().toHexDigits(sum);
    }
}
