package dev.sluice.text;

import dev.sluice.error.LineTooLongException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Cuts bytes that arrive in pieces of any size into lines. A line that lies within one piece is made a string where it
 * is; only what a piece leaves over is copied, at most one line and one byte. After a failure the rest of the piece is
 * lost: begin again with a new splitter. Not safe for several threads at once.
 */
public final class LineSplitter {
    private final LineFormat format;
    private final LineDecoder decoder;
    private final int limit;

    /** The start of a line whose end has not come: all of it, or one byte more than the limit of one too long. */
    private byte[] held = new byte[256];

    private int heldLength;
    private boolean heldIsTooLong;

    /** The bytes of the current line that came before the current piece, held or not. */
    private long passed;

    private long lineOffset;
    private long longLines;

    /** A splitter for {@link LineFormat#DEFAULT}. */
    public LineSplitter() {
        this(LineFormat.DEFAULT);
    }

    /** A splitter for a format. */
    public LineSplitter(LineFormat format) {
        this.format = format;
        this.decoder = new LineDecoder(format.malformedText());
        this.limit = format.lineBytesMax();
    }

    /**
     * Takes the next bytes and hands on every line that they complete, without its end.
     *
     * @throws LineTooLongException if a line exceeds the limit and the format says so
     * @throws dev.sluice.error.MalformedTextException if a line is not UTF-8 and the format says so
     */
    public void feed(byte[] bytes, int offset, int length, Consumer<? super String> lines) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int end = offset + length;
        int start = offset;
        int newline = Newlines.next(bytes, start, end);
        while (newline < end) {
            endLine(bytes, start, newline, lines);
            start = newline + 1;
            newline = Newlines.next(bytes, start, end);
        }
        hold(bytes, start, end);
    }

    /**
     * Ends the text: hands on the last line if it has no end of its own. The splitter is then ready for another text;
     * its counters go on.
     *
     * @throws LineTooLongException as {@link #feed}
     * @throws dev.sluice.error.MalformedTextException as {@link #feed}
     */
    public void finish(Consumer<? super String> lines) {
        if (passed > 0) {
            emitHeld(heldLength, lines);
        }
        beginLine(0);
    }

    /** The lines beyond the limit that were truncated or skipped so far. */
    public long longLines() {
        return longLines;
    }

    /** The malformed sequences that were replaced so far. */
    public long malformedSequences() {
        return decoder.malformedSequences();
    }

    private void endLine(byte[] bytes, int start, int newline, Consumer<? super String> lines) {
        long nextLine = lineOffset + passed + (newline - start) + 1;
        if (passed == 0) {
            emit(bytes, start, withoutReturn(bytes, start, newline) - start, lines);
        } else {
            hold(bytes, start, newline);
            emitHeld(withoutReturn(held, 0, heldLength), lines);
        }
        beginLine(nextLine);
    }

    private void beginLine(long offset) {
        lineOffset = offset;
        passed = 0;
        heldLength = 0;
        heldIsTooLong = false;
    }

    private void hold(byte[] bytes, int start, int end) {
        int length = end - start;
        passed += length;
        if (!heldIsTooLong && length > 0) {
            // One byte more than the limit: it may be the first half of a line end.
            int kept = Math.min(length, limit + 1 - heldLength);
            ensureHeld(heldLength + kept);
            System.arraycopy(bytes, start, held, heldLength, kept);
            heldLength += kept;
            heldIsTooLong = kept < length || (heldLength > limit && held[limit] != '\r');
            if (heldIsTooLong && format.longLine() == LongLine.FAIL) {
                throw tooLong();
            }
        }
    }

    private void ensureHeld(int needed) {
        if (needed > held.length) {
            held = Arrays.copyOf(held, (int) Math.min(limit + 1L, Math.max(needed, held.length * 2L)));
        }
    }

    private void emitHeld(int length, Consumer<? super String> lines) {
        emit(held, 0, heldIsTooLong ? limit + 1 : length, lines);
    }

    private void emit(byte[] bytes, int start, int length, Consumer<? super String> lines) {
        if (length <= limit) {
            lines.accept(decoder.decode(bytes, start, length, lineOffset));
            return;
        }
        switch (format.longLine()) {
            case FAIL -> throw tooLong();
            case TRUNCATE -> {
                longLines++;
                lines.accept(decoder.decode(bytes, start, LineDecoder.whole(bytes, start, limit), lineOffset));
            }
            case SKIP -> longLines++;
        }
    }

    private LineTooLongException tooLong() {
        return new LineTooLongException(
                "the line at byte " + lineOffset + " is longer than " + limit
                        + " bytes; raise the limit with lineBytesMax(…), or choose to truncate or skip long lines",
                lineOffset);
    }

    private static int withoutReturn(byte[] bytes, int start, int end) {
        return end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    }
}
