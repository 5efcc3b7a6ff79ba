package dev.sluice.file;

import java.util.zip.CRC32C;

/** Writes the frames of an object file. For one thread. */
final class FrameWriter {
    private final BufferedFile file;
    private final CRC32C headers = new CRC32C();
    private int frames;
    private long records;

    FrameWriter(BufferedFile file) {
        this.file = file;
        file.write(Frame.FILE_HEADER);
    }

    void write(int count, byte[] bytes) {
        write(new Frame(++frames, count, bytes));
        records += count;
    }

    void end() {
        write(Frame.end(frames + 1, records, (int) headers.getValue()));
    }

    private void write(Frame frame) {
        byte[] header = frame.header();
        headers.update(header);
        file.write(header);
        file.write(frame.bytes());
    }
}
