package dev.sluice.testkit.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a file, of which the first are durable. It only grows at its end, so copies share the array: what one
 * of them appends lies behind the end of all others.
 */
final class SimulatedFile implements SimulatedNode {
    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes;
    private int size;
    private int durable;
    private boolean growing;
    private boolean failed;
    private long modifiedMillis;

    private SimulatedFile(byte[] bytes, int size, int durable, boolean growing, long modifiedMillis) {
        this.bytes = bytes;
        this.size = size;
        this.durable = durable;
        this.growing = growing;
        this.modifiedMillis = modifiedMillis;
    }

    static SimulatedFile growing(long nowMillis) {
        return new SimulatedFile(NOTHING, 0, 0, true, nowMillis);
    }

    /** A file that is durable from its start. */
    static SimulatedFile whole(byte[] content, long nowMillis) {
        return new SimulatedFile(content, content.length, content.length, false, nowMillis);
    }

    int size() {
        return size;
    }

    int durable() {
        return durable;
    }

    /** Whether nothing can change any more, so that all lives may share it. */
    boolean isSettled() {
        return !growing && durable == size;
    }

    @Override
    public long modifiedMillis() {
        return modifiedMillis;
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

    /** After a sync that failed the bytes count as written, so this one has nothing to do and changes nothing. */
    void sync() {
        if (!failed) {
            durable = size;
        }
    }

    void failSync() {
        failed = true;
    }

    void close() {
        growing = false;
    }

    byte[] read(long offset, int max) {
        int from = (int) Math.min(offset, size);
        return Arrays.copyOfRange(bytes, from, from + Math.min(max, size - from));
    }

    byte[] content() {
        return Arrays.copyOf(bytes, size);
    }

    /** The same bytes for another disk, whatever becomes of this file. */
    SimulatedFile copy() {
        if (isSettled()) {
            return this;
        }
        SimulatedFile copy = new SimulatedFile(bytes, size, durable, false, modifiedMillis);
        copy.failed = failed;
        return copy;
    }

    /** The first bytes, all of them durable. */
    SimulatedFile cutTo(int newSize) {
        return new SimulatedFile(bytes, newSize, newSize, false, modifiedMillis);
    }
}
