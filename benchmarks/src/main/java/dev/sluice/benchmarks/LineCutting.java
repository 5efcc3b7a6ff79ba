package dev.sluice.benchmarks;

import dev.sluice.text.LineSplitter;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Cuts 16 MB of lines in memory into strings, by pieces as a file or a socket gives them. */
record LineCutting(String name, byte[] bytes, Cutter cutter) implements IntakeContender {
    private static final int LINE_CHARS = 99;
    private static final int LINES = 160_000;
    private static final int PIECE_BYTES = 64 * 1024;

    /** What lines are made of. */
    enum Text {
        ASCII("ASCII, 100 bytes each"),
        LATIN("one character in fifty beyond ASCII"),
        WIDE("of three bytes a character");

        private final String shown;

        Text(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }

        private char character(SplittableRandom random) {
            return switch (this) {
                case ASCII -> (char) ('a' + random.nextInt(26));
                case LATIN -> random.nextInt(50) == 0 ? 'é' : (char) ('a' + random.nextInt(26));
                case WIDE -> (char) ('\u4E00' + random.nextInt(5_000));
            };
        }
    }

    /** A way to cut. */
    interface Cutter {
        void cut(byte[] bytes, Consumer<String> lines) throws IOException;
    }

    /** Adds up what it is given; with the order, so that no line can stand for another. */
    private static final class Sum implements Consumer<String> {
        private long sum;

        @Override
        public void accept(String line) {
            sum = sum * 31 + line.length() * 131L + (line.isEmpty() ? 0 : line.charAt(line.length() - 1));
        }
    }

    static List<IntakeContender> all(Text text) {
        byte[] bytes = bytes(text);
        return List.of(
                new LineCutting("loop over bytes by hand", bytes, LineCutting::byHand),
                new LineCutting("LineSplitter", bytes, LineCutting::split),
                new LineCutting("BufferedReader.readLine", bytes, LineCutting::readLines));
    }

    private static byte[] bytes(Text text) {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder lines = new StringBuilder(LINES * (LINE_CHARS + 1));
        for (int line = 0; line < LINES; line++) {
            for (int i = 0; i < LINE_CHARS; i++) {
                lines.append(text.character(random));
            }
            lines.append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Taken run(double seconds) throws IOException {
        Sum expected = new Sum();
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(expected);
        Mark begun = Mark.now();
        long passes = 0;
        while (begun.seconds() < seconds) {
            Sum sum = new Sum();
            cutter.cut(bytes, sum);
            IntakeContender.require(name, sum.sum, expected.sum);
            passes++;
        }
        return begun.taken(passes * LINES, passes * bytes.length);
    }

    private static void split(byte[] bytes, Consumer<String> lines) {
        LineSplitter splitter = new LineSplitter();
        for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
            splitter.feed(bytes, at, Math.min(PIECE_BYTES, bytes.length - at), lines);
        }
        splitter.finish(lines);
    }

    /** As one would write it: all of the bytes at once, no pieces, no limits, no carriage returns. */
    private static void byHand(byte[] bytes, Consumer<String> lines) {
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.accept(new String(bytes, start, at - start, StandardCharsets.UTF_8));
                start = at + 1;
            }
        }
    }

    private static void readLines(byte[] bytes, Consumer<String> lines) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.accept(line);
        }
    }
}
