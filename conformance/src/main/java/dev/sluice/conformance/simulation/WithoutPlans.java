package dev.sluice.conformance.simulation;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;

/** Where plans should be in the log, there is the end of a batch that never was, which says nothing. */
final class WithoutPlans extends ForwardingStorage {
    private static final int PLAN = 19;
    private static final int DONE = 21;

    WithoutPlans(Storage storage) {
        super(storage);
    }

    @Override
    public AppendFile create(String path) {
        AppendFile file = super.create(path);
        return path.startsWith("log-") ? new Changed(file) : file;
    }

    private record Changed(AppendFile file) implements AppendFile {
        @Override
        public void append(ByteBuffer bytes) {
            byte[] frames = new byte[bytes.remaining()];
            bytes.get(frames);
            for (StoredFrame frame = new StoredFrame(frames, 0); frame.isThere(); frame = frame.next()) {
                if (frame.type() == PLAN) {
                    frame.become(DONE);
                }
            }
            file.append(ByteBuffer.wrap(frames));
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
}
