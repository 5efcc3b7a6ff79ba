package dev.sluice.log;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/** Small makers of bytes and files. */
final class Bytes {
    private Bytes() {}

    static Storage memory() {
        return new InMemoryStorage(new ManualClock(Instant.EPOCH));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }

    static byte[] flipped(byte[] bytes, long bit) {
        byte[] flipped = bytes.clone();
        BitFlip.flip(flipped, bit);
        return flipped;
    }

    static byte[] content(Storage storage, String path) {
        return storage.read(path, 0, Integer.MAX_VALUE);
    }

    /** Puts other bytes under a name. */
    static void replace(Storage storage, String path, byte[] bytes) {
        storage.delete(path);
        try (AppendFile file = storage.create(path)) {
            file.append(ByteBuffer.wrap(bytes));
        }
    }
}
