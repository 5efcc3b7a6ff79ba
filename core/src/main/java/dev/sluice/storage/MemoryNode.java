package dev.sluice.storage;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a name in memory stands for. Not safe for threads: the storage holds its lock. */
sealed interface MemoryNode {
    Entry entry(String name);

    record Directory(NavigableMap<String, MemoryNode> names, long modifiedMillis) implements MemoryNode {
        Directory(long modifiedMillis) {
            this(new TreeMap<>(), modifiedMillis);
        }

        @Override
        public Entry entry(String name) {
            return new Entry(name, 0, Instant.ofEpochMilli(modifiedMillis), Entry.Kind.DIRECTORY);
        }
    }

    final class File implements MemoryNode {
        private byte[] bytes = new byte[64];
        private int size;
        private long modifiedMillis;

        File(long createdMillis) {
            modifiedMillis = createdMillis;
        }

        void append(ByteBuffer more, long nowMillis) {
            int length = more.remaining();
            int needed = Math.addExact(size, length);
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
            }
            more.get(bytes, size, length);
            size = needed;
            modifiedMillis = nowMillis;
        }

        byte[] read(Range range) {
            int length = range.within(size);
            int from = (int) Math.min(range.offset(), size);
            return Arrays.copyOfRange(bytes, from, from + length);
        }

        @Override
        public Entry entry(String name) {
            return new Entry(name, size, Instant.ofEpochMilli(modifiedMillis), Entry.Kind.FILE);
        }
    }
}
