package dev.sluice.source;

import dev.sluice.error.SluiceException;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import dev.sluice.text.LineFormat;
import dev.sluice.text.LineSplitter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

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
        Chunks chunks = new Chunks(format, bytes);
        return new Iterator<>() {
            private List<String> lines = List.of();
            private int at;

            @Override
            public boolean hasNext() {
                while (at == lines.size() && chunks.hasNext()) {
                    lines = chunks.next();
                    at = 0;
                }
                return at < lines.size();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the file has no more lines");
                }
                return lines.get(at++);
            }
        };
    }

    @Override
    public void read(FileBytes bytes, Emitter<? super String> out) throws Exception {
        Chunks chunks = new Chunks(format, bytes);
        while (chunks.hasNext()) {
            out.emitAll(chunks.next());
        }
    }

    /** The lines that end in each chunk of a file, and what its end completes. The list is used again for the next. */
    private static final class Chunks implements Iterator<List<String>> {
        private final FileBytes bytes;
        private final LineSplitter splitter;
        private final List<String> lines = new ArrayList<>();
        private boolean finished;

        Chunks(LineFormat format, FileBytes bytes) {
            this.bytes = bytes;
            this.splitter = new LineSplitter(format);
        }

        @Override
        public boolean hasNext() {
            return !finished;
        }

        @Override
        public List<String> next() {
            byte[] chunk = bytes.hasNext() ? bytes.next() : null;
            lines.clear();
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
            return lines;
        }
    }
}
