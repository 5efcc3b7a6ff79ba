package dev.sluice.testkit.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose process knows whether it was closed. */
final class WatchedStream extends FilterInputStream {
    private final FaultyProcess process;

    WatchedStream(FaultyProcess process, String path, InputStream content) {
        super(content);
        this.process = process;
        process.opened(this, path);
    }

    @Override
    public void close() throws IOException {
        process.closed(this);
        super.close();
    }
}
