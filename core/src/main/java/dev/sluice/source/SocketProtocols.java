package dev.sluice.source;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.function.Function;
import dev.sluice.text.LineFormat;
import dev.sluice.text.LineSplitter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The protocols that are built in. */
final class SocketProtocols {
    private static final int CHUNK_BYTES = 64 * 1024;

    private SocketProtocols() {}

    /** Lines of text; the last needs no line end. */
    static SocketProtocol<String> lines(LineFormat format) {
        return (in, records) -> {
            LineSplitter splitter = new LineSplitter(format);
            List<String> lines = new ArrayList<>();
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                feed(splitter, chunk, length, lines, records);
            }
            splitter.finish(lines::add);
            records.take(lines);
        };
    }

    /** What came before a line that cannot be read is given out too. */
    private static void feed(
            LineSplitter splitter,
            byte[] chunk,
            int length,
            List<String> lines,
            SocketProtocol.Records<String> records) {
        try {
            splitter.feed(chunk, 0, length, lines::add);
        } finally {
            records.take(lines);
            lines.clear();
        }
    }

    /** What a function of the program makes of the stream. */
    static <T> SocketProtocol<T> decoded(Function<InputStream, ? extends Iterable<T>> decoder) {
        return (in, records) -> {
            for (T record : decoder.apply(in)) {
                records.take(Collections.singletonList(record));
            }
        };
    }

    /** Frames: four bytes of length, the highest first, and so many bytes. */
    static SocketProtocol<byte[]> frames(int frameBytesMax) {
        if (frameBytesMax < 1) {
            throw new InvalidProgramException(
                    "frames must be allowed at least 1 byte, but were allowed " + frameBytesMax);
        }
        return (in, records) -> readFrames(new DataInputStream(in), frameBytesMax, records);
    }

    private static void readFrames(DataInputStream in, int frameBytesMax, SocketProtocol.Records<byte[]> records)
            throws Exception {
        for (int first = in.read(); first >= 0; first = in.read()) {
            int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            if (length < 0 || length > frameBytesMax) {
                throw new SourceException("a frame claims " + length + " bytes, but 0 to " + frameBytesMax
                        + " are allowed; check that the sender writes four bytes of length, the highest first, or allow"
                        + " larger frames");
            }
            byte[] frame = in.readNBytes(length);
            if (frame.length < length) {
                throw new EOFException(
                        "the connection ended after " + frame.length + " of the " + length + " bytes of a frame");
            }
            records.take(List.of(frame));
        }
    }
}
