package dev.sluice.source;

import dev.sluice.error.SluiceException;
import dev.sluice.plan.Split;
import dev.sluice.text.LineFormat;
import dev.sluice.text.LineSplitter;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/** A record for each line of a file; the last needs no line end. */
record TextLines(LineFormat format) implements FileFormat<String> {
    private static final int CHUNK_BYTES = 256 * 1024;

    @Override
    public long records(String source, SeenFile file) {
        return file.size() == 0 ? 0 : Split.UNKNOWN;
    }

    @Override
    public int chunkBytes() {
        return CHUNK_BYTES;
    }

    @Override
    public Iterator<String> read(FileBytes bytes) {
        LineSplitter splitter = new LineSplitter(format);
        Queue<String> lines = new ArrayDeque<>();
        return new Iterator<>() {
            private boolean finished;

            @Override
            public boolean hasNext() {
                while (lines.isEmpty() && !finished) {
                    advance();
                }
                return !lines.isEmpty();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the file has no more lines");
                }
                return lines.remove();
            }

            private void advance() {
                byte[] chunk = bytes.hasNext() ? bytes.next() : null;
                try {
                    if (chunk == null) {
                        finished = true;
                        splitter.finish(lines::add);
                    } else {
                        splitter.feed(chunk, 0, chunk.length, lines::add);
                    }
                } catch (SluiceException e) {
                    throw bytes.broken("cannot be read as lines: " + e.getMessage(), e);
                }
            }
        };
    }
}
