package dev.sluice.conformance.simulation;

import dev.sluice.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Whatever frames of the log hold, their checksums are right: as if nobody had looked at them. */
final class WithoutChecksums extends ForwardingStorage {
    private static final int FILE_BYTES_MAX = 1 << 24;

    WithoutChecksums(Storage storage) {
        super(storage);
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        if (!path.startsWith("log-")) {
            return super.read(path, offset, max);
        }
        byte[] bytes = summed(super.read(path, 0, FILE_BYTES_MAX));
        int from = (int) Math.min(offset, bytes.length);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + max));
    }

    @Override
    public InputStream open(String path) {
        InputStream opened = super.open(path);
        if (!path.startsWith("log-")) {
            return opened;
        }
        try (opened) {
            return new ByteArrayInputStream(summed(opened.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] summed(byte[] bytes) {
        for (StoredFrame frame = new StoredFrame(bytes, 0); frame.isThere(); frame = frame.next()) {
            boolean ignored = frame.sum();
        }
        return bytes;
    }
}
