package dev.sluice.hadoop;

import java.io.IOException;
import java.io.InputStream;

/** Reads a file of HDFS whether or not the thread that reads is interrupted. */
final class UninterruptedStream extends InputStream {
    private final InputStream in;

    UninterruptedStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return Worker.run(in::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return Worker.run(() -> in.read(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
        Worker.run(() -> {
            in.close();
            return in;
        });
    }
}
