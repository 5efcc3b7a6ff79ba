package dev.sluice.text;

import dev.sluice.error.InvalidProgramException;
import java.io.Serializable;

/**
 * How bytes become lines. Lines end with {@code \n} or {@code \r\n} and are UTF-8.
 *
 * @param lineBytesMax the longest line, in bytes without its end; from 1 to 1 GiB
 * @param longLine what becomes of a longer one
 * @param malformedText what becomes of bytes that are not UTF-8
 */
public record LineFormat(int lineBytesMax, LongLine longLine, MalformedText malformedText) implements Serializable {
    /** Lines of up to 1 MiB; a longer one fails, malformed text is replaced. */
    public static final LineFormat DEFAULT = new LineFormat(1 << 20, LongLine.FAIL, MalformedText.REPLACE);

    private static final int LIMIT_MAX = 1 << 30;

    /** A format with a limit that can be kept. */
    public LineFormat {
        if (lineBytesMax < 1 || lineBytesMax > LIMIT_MAX) {
            throw new InvalidProgramException("lineBytesMax must be from 1 to " + LIMIT_MAX + " bytes, but was "
                    + lineBytesMax + "; the default is " + (1 << 20));
        }
    }

    /** The same with another limit, in bytes. */
    public LineFormat lineBytesMax(int bytes) {
        return new LineFormat(bytes, longLine, malformedText);
    }

    /** The same with another rule for lines beyond the limit. */
    public LineFormat longLine(LongLine rule) {
        return new LineFormat(lineBytesMax, rule, malformedText);
    }

    /** The same with another rule for bytes that are not UTF-8. */
    public LineFormat malformedText(MalformedText rule) {
        return new LineFormat(lineBytesMax, longLine, rule);
    }
}
