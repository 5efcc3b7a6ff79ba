package dev.sluice.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines as one would read them by hand. */
final class HandLines {
    private HandLines() {}

    /** Makes a string of each line of a stream, which must end with a line end, and counts them. */
    static long count(InputStream in, int bufferBytes) throws IOException {
        byte[] buffer = new byte[bufferBytes];
        int kept = 0;
        long lines = 0;
        for (int more = in.read(buffer, 0, buffer.length); more >= 0; ) {
            int end = kept + more;
            int start = 0;
            for (int at = kept; at < end; at++) {
                if (buffer[at] == '\n') {
                    String line = new String(buffer, start, at - start, StandardCharsets.UTF_8);
                    lines += line.length() < bufferBytes ? 1 : 0;
                    start = at + 1;
                }
            }
            kept = end - start;
            System.arraycopy(buffer, start, buffer, 0, kept);
            more = in.read(buffer, kept, buffer.length - kept);
        }
        return lines;
    }
}
