package dev.sluice.log;

import dev.sluice.error.CorruptionException;

/** What is said of a log that is not as it was written. */
final class LogDamage {
    static final String ADVICE = "what stands before it in the log is sound, and nothing was changed;"
            + " restore the file from a copy, or give up the run with its directory";

    private LogDamage() {}

    static CorruptionException foreign(String path, NoFrame none) {
        return none.in(path, "nothing was changed; if it was copied here from another directory, take it away again");
    }

    static CorruptionException noHeader(String path) {
        return new CorruptionException(
                "'" + path + "' is damaged at byte 0: it does not begin with the header of a log segment; " + ADVICE);
    }

    static CorruptionException missing(String path, LogPosition end) {
        return new CorruptionException(
                "'" + path + "' is missing, of which " + end.offset() + " bytes belong to the log; " + ADVICE);
    }

    static CorruptionException unknown(String path, LogPosition position) {
        return new CorruptionException("'" + path + "' is not part of the log, but byte " + position.offset()
                + " of it was known to be; nothing was changed;"
                + " restore what was deleted, or give up the run with its directory");
    }

    static CorruptionException overrun(String path, Frame frame, long end) {
        return new CorruptionException("'" + path + "' is damaged at byte " + frame.offset()
                + ": the frame there ends at byte " + frame.end() + ", behind the " + end
                + " bytes that belong to the log; " + ADVICE);
    }

    /** A frame is missing or damaged that was on the disk. */
    static CorruptionException lost(String path, NoFrame none, long knownBytes) {
        return none.in(path, knownBytes + " bytes of the file were known to be sound; " + ADVICE);
    }
}
