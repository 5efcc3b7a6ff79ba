package dev.sluice.text;

import dev.sluice.error.MalformedTextException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Makes strings of UTF-8. The string constructor copies plain ASCII at the speed of memory and replaces what is
 * malformed; only where it did, if it did, is looked up afterwards.
 */
final class LineDecoder {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int CONTINUATIONS_MAX = 3;

    private final MalformedText rule;
    private long malformedSequences;

    LineDecoder(MalformedText rule) {
        this.rule = rule;
    }

    String decode(byte[] bytes, int start, int length, long lineOffset) {
        String line = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (line.indexOf(REPLACEMENT) >= 0) {
            inspect(ByteBuffer.wrap(bytes, start, length), start, lineOffset);
        }
        return line;
    }

    long malformedSequences() {
        return malformedSequences;
    }

    /** The most bytes up to a limit that do not end within a character; the byte behind the limit exists. */
    static int whole(byte[] bytes, int start, int limit) {
        for (int length = limit; length >= 0 && length >= limit - CONTINUATIONS_MAX; length--) {
            if ((bytes[start + length] & 0xC0) != 0x80) {
                return length;
            }
        }
        return limit;
    }

    private void inspect(ByteBuffer bytes, int start, long lineOffset) {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        CharBuffer ignored = CharBuffer.allocate(1024);
        CoderResult result = strict.decode(bytes, ignored, true);
        while (!result.isUnderflow()) {
            if (result.isMalformed()) {
                report(lineOffset + bytes.position() - start);
                bytes.position(bytes.position() + result.length());
            }
            ignored.clear();
            result = strict.decode(bytes, ignored, true);
        }
    }

    private void report(long offset) {
        if (rule == MalformedText.REPORT) {
            throw new MalformedTextException(
                    "the byte at " + offset + " is not UTF-8; correct the text at its origin,"
                            + " or choose to replace malformed text",
                    offset);
        }
        malformedSequences++;
    }
}
