package dev.sluice.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of the files of a log: {@code log-00000007-00000001} for the first segment of epoch 7. */
final class SegmentName {
    private static final Pattern FORM = Pattern.compile("log-(\\d{8,10})-(\\d{8,10})");

    private SegmentName() {}

    static String of(LogPosition position) {
        return "log-" + Digits.padded(position.epoch(), 8) + "-" + Digits.padded(position.segment(), 8);
    }

    /** The start of the segment that has exactly this name; null if no segment has it. */
    static @Nullable LogPosition start(String name) {
        Matcher match = FORM.matcher(name);
        if (!match.matches()) {
            return null;
        }
        long epoch = Long.parseLong(match.group(1));
        long segment = Long.parseLong(match.group(2));
        if (epoch < 1 || epoch > Integer.MAX_VALUE || segment < 1 || segment > Integer.MAX_VALUE) {
            return null;
        }
        LogPosition start = new LogPosition((int) epoch, (int) segment, 0);
        return of(start).equals(name) ? start : null;
    }
}
