package dev.sluice.conformance.simulation;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A log that goes on where the last life was cut off: what was torn there stands before the first frame of the next file.
 * The life that does so finds its own frames again; the next one must read past what is torn.
 */
final class BehindTornEnds extends ForwardingStorage {
    private static final int FILE_BYTES_MAX = 1 << 24;

    private final Map<String, Integer> torn = new TreeMap<>();

    BehindTornEnds(Storage storage) {
        super(storage);
    }

    @Override
    public AppendFile create(String path) {
        byte[] before = path.startsWith("log-") ? tornEnd() : new byte[0];
        AppendFile file = super.create(path);
        if (before.length == 0) {
            return file;
        }
        file.append(ByteBuffer.wrap(before));
        torn.put(path, before.length);
        return new Behind(file, before.length);
    }

    private byte[] tornEnd() {
        String newest = list("").stream()
                .map(Entry::name)
                .filter(name -> name.startsWith("log-"))
                .reduce("", (one, other) -> one.compareTo(other) > 0 ? one : other);
        byte[] bytes = newest.isEmpty() ? new byte[0] : super.read(newest, 0, FILE_BYTES_MAX);
        StoredFrame frame = new StoredFrame(bytes.clone(), 0);
        while (frame.isThere() && frame.sum()) {
            frame = frame.next();
        }
        return Arrays.copyOfRange(bytes, frame.at(), bytes.length);
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return super.read(path, offset + torn.getOrDefault(path, 0), max);
    }

    private record Behind(AppendFile file, int before) implements AppendFile {
        @Override
        public void append(ByteBuffer bytes) {
            file.append(bytes);
        }

        @Override
        public void sync() {
            file.sync();
        }

        @Override
        public long size() {
            return file.size() - before;
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
