package dev.sluice.testkit.storage;

import dev.sluice.storage.AppendFile;
import dev.sluice.time.Clock;
import java.nio.ByteBuffer;

/** A file of a simulated disk while it is written; it obeys. */
record GrowingFile(SimulatedFile file, Clock clock) implements AppendFile {
    @Override
    public void append(ByteBuffer bytes) {
        file.append(bytes, clock.wallMillis());
    }

    @Override
    public void sync() {
        file.sync();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public void close() {
        file.close();
    }
}
