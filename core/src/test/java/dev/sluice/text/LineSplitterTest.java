package dev.sluice.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.LineTooLongException;
import dev.sluice.error.MalformedTextException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
    private static final LineFormat SHORT = LineFormat.DEFAULT.lineBytesMax(4);

    private final List<String> lines = new ArrayList<>();

    @Test
    void linesEndWithANewlineOrAReturnAndANewline() {
        assertThat(split(LineFormat.DEFAULT, "a\nb\r\n\n\r\nc d\n")).containsExactly("a", "b", "", "", "c d");
    }

    @Test
    void aReturnAloneIsPartOfTheLine() {
        assertThat(split(LineFormat.DEFAULT, "a\rb\n\r\rc\r\r\n\r")).containsExactly("a\rb", "\r\rc\r", "\r");
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(split(LineFormat.DEFAULT, "a\nb")).containsExactly("a", "b");
        assertThat(split(LineFormat.DEFAULT, "a\n")).containsExactly("a");
        assertThat(split(LineFormat.DEFAULT, "")).isEmpty();
    }

    @Test
    void aLineIsHandedOnAsSoonAsItsEndHasCome() {
        LineSplitter splitter = new LineSplitter();

        feed(splitter, "one\r");
        assertThat(lines).isEmpty();
        feed(splitter, "\ntw");
        assertThat(lines).containsExactly("one");
        feed(splitter, "o");
        feed(splitter, "\nthree");

        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void onlyTheGivenRangeIsRead() {
        byte[] bytes = "x\nab\ncd\ny\n".getBytes(UTF_8);

        new LineSplitter().feed(bytes, 2, 6, lines::add);

        assertThat(lines).containsExactly("ab", "cd");
    }

    @Test
    void aCharacterMayComeInPieces() {
        LineSplitter splitter = new LineSplitter();

        for (byte piece : "ß€\uD83D\uDE00\n".getBytes(UTF_8)) {
            splitter.feed(new byte[] {piece}, 0, 1, lines::add);
        }

        assertThat(lines).containsExactly("ß€\uD83D\uDE00");
        assertThat(splitter.malformedSequences()).isZero();
    }

    @Test
    void aSplitterReadsOneTextAfterTheOther() {
        LineSplitter splitter = new LineSplitter(SHORT.malformedText(MalformedText.REPORT));
        feed(splitter, "a\nb");
        splitter.finish(lines::add);
        feed(splitter, "c\n");

        assertThat(lines).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> feed(splitter, "toolong"))
                .isInstanceOf(LineTooLongException.class)
                .hasMessageStartingWith("the line at byte 2 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\nabcd\nabcd\r\n", "abcd", "abc\r", "abcd\r\n"})
    void aLineOfExactlyTheLimitPasses(String text) {
        for (int piece = 1; piece <= text.length(); piece++) {
            LineSplitter splitter = new LineSplitter(SHORT);
            assertThat(split(splitter, text.getBytes(UTF_8), piece))
                    .last()
                    .asString()
                    .hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\nabcde\n", "x\nabcde", "x\nabcde\r\n", "x\nabcd\rx", "x\nabcd\r\r\n", "x\nabcd\r"})
    void aLineBeyondTheLimitFails(String text) {
        for (int piece = 1; piece <= text.length(); piece++) {
            byte[] bytes = text.getBytes(UTF_8);
            int size = piece;
            LineSplitter splitter = new LineSplitter(SHORT);

            LineTooLongException failure =
                    catchThrowableOfType(LineTooLongException.class, () -> split(splitter, bytes, size));

            assertThat(failure)
                    .hasMessage("the line at byte 2 is longer than 4 bytes;"
                            + " raise the limit with lineBytesMax(…), or choose to truncate or skip long lines");
            assertThat(failure.offset()).isEqualTo(2);
        }
    }

    @Test
    void anEndlessLineFailsBeforeItsEndHasCome() {
        LineSplitter splitter = new LineSplitter(SHORT);
        feed(splitter, "abcd");

        assertThatThrownBy(() -> feed(splitter, "e")).isInstanceOf(LineTooLongException.class);
    }

    @Test
    void longLinesAreTruncatedOrSkippedAndCounted() {
        String text = "ab\nabcdef\nabcd\n123456789\r\nx\nlast one";

        LineSplitter truncating = new LineSplitter(SHORT.longLine(LongLine.TRUNCATE));
        LineSplitter skipping = new LineSplitter(SHORT.longLine(LongLine.SKIP));

        assertThat(split(truncating, text.getBytes(UTF_8), 3))
                .containsExactly("ab", "abcd", "abcd", "1234", "x", "last");
        assertThat(truncating.longLines()).isEqualTo(3);
        assertThat(split(skipping, text.getBytes(UTF_8), 3)).containsExactly("ab", "abcd", "x");
        assertThat(skipping.longLines()).isEqualTo(3);
    }

    @Test
    void aLineIsTruncatedBetweenCharacters() {
        LineFormat format = SHORT.longLine(LongLine.TRUNCATE).malformedText(MalformedText.REPORT);

        assertThat(split(format, "abcß\nab€\na\uD83D\uDE00\n\uD83D\uDE00\nßßß\n"))
                .containsExactly("abc", "ab", "a", "\uD83D\uDE00", "ßß");
    }

    @Test
    void malformedTextIsReplacedAndCounted() {
        LineSplitter splitter = new LineSplitter();

        byte[] bytes = "ok\na\u00FFb\u00C3\n\u00EF\u00BF\u00BD\n\u00E2\u0082\n".getBytes(ISO_8859_1);

        assertThat(split(splitter, bytes, 4)).containsExactly("ok", "a\uFFFDb\uFFFD", "\uFFFD", "\uFFFD");
        assertThat(splitter.malformedSequences()).isEqualTo(3);
    }

    @Test
    void malformedTextIsReportedWithItsOffset() {
        byte[] bytes = "ok\nab\u00FFc\n".getBytes(ISO_8859_1);

        for (int piece = 1; piece <= bytes.length; piece++) {
            int size = piece;
            LineSplitter splitter = new LineSplitter(LineFormat.DEFAULT.malformedText(MalformedText.REPORT));

            MalformedTextException failure =
                    catchThrowableOfType(MalformedTextException.class, () -> split(splitter, bytes, size));

            assertThat(failure)
                    .hasMessage("the byte at 5 is not UTF-8; correct the text at its origin,"
                            + " or choose to replace malformed text");
            assertThat(failure.offset()).isEqualTo(5);
        }
    }

    @Test
    void anEndlessLineTakesNoMoreMemoryThanTheLimit() {
        LineSplitter splitter = new LineSplitter(LineFormat.DEFAULT.longLine(LongLine.TRUNCATE));
        byte[] piece = new byte[1 << 16];
        Arrays.fill(piece, (byte) 'x');

        for (int i = 0; i < 20_000; i++) {
            splitter.feed(piece, 0, piece.length, lines::add);
        }
        splitter.finish(lines::add);

        assertThat(lines).singleElement().asString().hasSize(1 << 20);
        assertThat(splitter.longLines()).isOne();
    }

    @Test
    void aLimitMustBePositive() {
        assertThatThrownBy(() -> LineFormat.DEFAULT.lineBytesMax(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("lineBytesMax must be from 1 to 1073741824 bytes, but was 0; the default is 1048576");
        assertThatThrownBy(() -> LineFormat.DEFAULT.lineBytesMax((1 << 30) + 1))
                .isInstanceOf(InvalidProgramException.class);
    }

    @ParameterizedTest
    @EnumSource(LongLine.class)
    void anyBytesInAnyPiecesAreCutAsThePlainWayDoes(LongLine rule) {
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = text(random);
            LineFormat format = new LineFormat(1 + random.nextInt(12), rule, MalformedText.REPLACE);
            LineSplitter splitter = new LineSplitter(format);
            PlainSplitter plain = new PlainSplitter(format, bytes);
            List<String> actual = new ArrayList<>();
            boolean failed = false;
            try {
                feedRandomly(splitter, bytes, random, actual);
            } catch (LineTooLongException e) {
                failed = true;
            }

            assertThat(actual).as("seed %d", seed).isEqualTo(plain.lines);
            assertThat(failed).as("seed %d", seed).isEqualTo(plain.failed);
            assertThat(splitter.longLines()).as("seed %d", seed).isEqualTo(plain.longLines);
            assertThat(splitter.malformedSequences()).as("seed %d", seed).isEqualTo(plain.malformed);
        }
    }

    /** Does the same to a whole text at once, without care for speed. */
    private static final class PlainSplitter {
        private final List<String> lines = new ArrayList<>();
        private boolean failed;
        private long longLines;
        private long malformed;

        PlainSplitter(LineFormat format, byte[] bytes) {
            String text = new String(bytes, ISO_8859_1);
            for (int start = 0; start < text.length() && !failed; ) {
                int newline = text.indexOf('\n', start);
                boolean last = newline < 0;
                String line = last ? text.substring(start) : text.substring(start, newline);
                add(format, !last && line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
                start = last ? text.length() : newline + 1;
            }
        }

        private void add(LineFormat format, String line) {
            String kept = line;
            if (line.length() > format.lineBytesMax()) {
                failed = format.longLine() == LongLine.FAIL;
                longLines += failed ? 0 : 1;
                kept = start(line, format.lineBytesMax());
            }
            if (kept.equals(line) || format.longLine() == LongLine.TRUNCATE) {
                lines.add(decode(kept));
            }
        }

        private static String start(String line, int limit) {
            int length = limit;
            while (length >= 0 && length >= limit - 3 && line.charAt(length) >= 0x80 && line.charAt(length) < 0xC0) {
                length--;
            }
            return line.substring(0, length >= 0 && length >= limit - 3 ? length : limit);
        }

        private String decode(String latin) {
            String decoded = new String(latin.getBytes(ISO_8859_1), UTF_8);
            long replacements = decoded.chars().filter(c -> c == 0xFFFD).count();
            long genuine = latin.split("\u00EF\u00BF\u00BD", -1).length - 1L;
            malformed += replacements - genuine;
            return decoded;
        }
    }

    private static byte[] text(Random random) {
        String[] pieces = {
            "a",
            "bc",
            "\n",
            "\r\n",
            "\r",
            "ß",
            "€",
            "\uD83D\uDE00",
            "\uFFFD",
            "longer text",
            "\n\n",
            "12345678",
            "e\u0301"
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(30); i > 0; i--) {
            if (random.nextInt(8) == 0) {
                bytes.write(0x80 + random.nextInt(0x80));
            } else {
                bytes.writeBytes(pieces[random.nextInt(pieces.length)].getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static void feedRandomly(LineSplitter splitter, byte[] bytes, Random random, List<String> lines) {
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, random.nextInt(1 + random.nextInt(20)));
            splitter.feed(bytes, at, length, lines::add);
            at += length;
        }
        splitter.finish(lines::add);
    }

    private void feed(LineSplitter splitter, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        splitter.feed(bytes, 0, bytes.length, lines::add);
    }

    private static List<String> split(LineFormat format, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return split(new LineSplitter(format), bytes, Math.max(1, bytes.length));
    }

    private static List<String> split(LineSplitter splitter, byte[] bytes, int piece) {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            splitter.feed(bytes, at, Math.min(piece, bytes.length - at), lines::add);
        }
        splitter.finish(lines::add);
        return lines;
    }
}
