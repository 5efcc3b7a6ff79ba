package dev.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.LineTooLongException;
import dev.sluice.error.MalformedTextException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of random parts, cut at random places, against a splitter that looks at one byte after the other. */
class GeneratedLinesTest {
    private static final int TEXTS = 3_000;
    private static final byte[][] PARTS = parts(
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "\r\r\n",
            "a",
            "word",
            "0123456789abcdef",
            "é",
            "ß",
            "€",
            "語",
            "\uD83D\uDE00",
            "\uFFFD",
            "\0",
            "\u0080",
            "\u07FF",
            "\u0800",
            "\uFFFF");
    private static final byte[][] BROKEN = {
        {(byte) 0xFF},
        {(byte) 0x80},
        {(byte) 0xC3},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xF0, (byte) 0x9F, (byte) 0x98},
        {(byte) 0xC0, (byte) 0x8A},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0x8A}
    };

    /** What came of a text: lines, and how it failed, if it did. */
    private record Outcome(List<String> lines, long longLines, long malformed, String failure) {}

    @ParameterizedTest
    @EnumSource
    void linesThatAreReplacedOrCutAreThoseOfThePlainSplitter(LongLine longLine) {
        check(longLine, MalformedText.REPLACE, true);
    }

    @ParameterizedTest
    @EnumSource
    void malformedTextIsFoundAtTheSameByteAsByThePlainSplitter(LongLine longLine) {
        check(longLine, MalformedText.REPORT, true);
    }

    @ParameterizedTest
    @EnumSource(MalformedText.class)
    void soundTextIsReadTheSameWhateverTheRule(MalformedText rule) {
        check(LongLine.FAIL, rule, false);
    }

    private static void check(LongLine longLine, MalformedText malformed, boolean broken) {
        for (long seed = 0; seed < TEXTS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] text = text(random, broken);
            int limit = random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 1_000_000;
            LineFormat format = new LineFormat(limit, longLine, malformed);
            Outcome expected = plain(text, format);
            assertThat(split(text, format, random))
                    .as("seed %d, %s, %s", seed, format, Arrays.toString(text))
                    .isEqualTo(expected);
        }
    }

    private static byte[] text(SplittableRandom random, boolean broken) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int parts = random.nextInt(60);
        for (int i = 0; i < parts; i++) {
            byte[][] from = broken && random.nextInt(15) == 0 ? BROKEN : PARTS;
            text.writeBytes(from[random.nextInt(from.length)]);
        }
        return text.toByteArray();
    }

    private static Outcome split(byte[] text, LineFormat format, SplittableRandom random) {
        LineSplitter splitter = new LineSplitter(format);
        List<String> lines = new ArrayList<>();
        String failure = "none";
        try {
            int longest = 1 + random.nextInt(30);
            for (int at = 0; at < text.length; ) {
                int length = Math.min(text.length - at, random.nextInt(longest + 1));
                // A piece anywhere in an array, with other bytes around it that must not be looked at.
                int before = random.nextInt(9);
                byte[] around = new byte[before + length + random.nextInt(9)];
                Arrays.fill(around, (byte) '\n');
                System.arraycopy(text, at, around, before, length);
                splitter.feed(around, before, length, lines::add);
                at += length;
            }
            splitter.finish(lines::add);
        } catch (LineTooLongException e) {
            failure = "too long at " + e.offset();
        } catch (MalformedTextException e) {
            failure = "malformed at " + e.offset();
        }
        return new Outcome(lines, splitter.longLines(), splitter.malformedSequences(), failure);
    }

    /** The same, of the whole text at once. */
    private static Outcome plain(byte[] text, LineFormat format) {
        List<String> lines = new ArrayList<>();
        long longLines = 0;
        long malformed = 0;
        for (int start = 0; start < text.length; ) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            boolean ended = end < text.length;
            int length = end - start - (ended && end > start && text[end - 1] == '\r' ? 1 : 0);
            if (length > format.lineBytesMax()) {
                if (format.longLine() == LongLine.FAIL) {
                    return new Outcome(lines, longLines, malformed, "too long at " + start);
                }
                longLines++;
                length = format.longLine() == LongLine.SKIP ? -1 : whole(text, start, format.lineBytesMax());
            }
            if (length >= 0) {
                List<Integer> wrong = malformed(text, start, length);
                if (!wrong.isEmpty() && format.malformedText() == MalformedText.REPORT) {
                    return new Outcome(lines, longLines, malformed, "malformed at " + wrong.get(0));
                }
                malformed += wrong.size();
                lines.add(new String(text, start, length, StandardCharsets.UTF_8));
            }
            start = end + 1;
        }
        return new Outcome(lines, longLines, malformed, "none");
    }

    /** Up to three bytes that go on with a character are left out, if there is its beginning before them. */
    private static int whole(byte[] text, int start, int limit) {
        int length = limit;
        while (length > limit - 4 && length >= 0 && (text[start + length] & 0xC0) == 0x80) {
            length--;
        }
        return length < 0 || length == limit - 4 ? limit : length;
    }

    private static List<Integer> malformed(byte[] text, int start, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(text, start, length);
        CharBuffer chars = CharBuffer.allocate(length + 1);
        List<Integer> places = new ArrayList<>();
        for (CoderResult result = decoder.decode(bytes, chars, true);
                result.isMalformed();
                result = decoder.decode(bytes, chars, true)) {
            places.add(bytes.position());
            bytes.position(bytes.position() + result.length());
        }
        return places;
    }

    private static byte[][] parts(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
