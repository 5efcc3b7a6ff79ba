package dev.sluice.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at their end; numbers have their lowest byte first. */
final class ByteBuilder {
    static final VarHandle CHARS = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array = new byte[1 << 12];
    private int size;

    /** The bytes so far, from 0 to {@link #size}; another array once it grows. */
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(array, size);
    }

    /** Makes room for some bytes, which the caller sets, and says where they begin. */
    int extend(int bytes) {
        int start = size;
        int end = Math.addExact(start, bytes);
        if (end > array.length) {
            array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, array.length * 2L)));
        }
        size = end;
        return start;
    }

    void putByte(int value) {
        int at = extend(1);
        array[at] = (byte) value;
    }

    void putInt(int value) {
        int at = extend(4);
        INTS.set(array, at, value);
    }

    void putLong(long value) {
        int at = extend(8);
        LONGS.set(array, at, value);
    }

    /** A number in 1 to 10 bytes, fewer for those near zero, of either sign. */
    void putVar(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            putByte((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    void putBytes(byte[] bytes) {
        int at = extend(bytes.length);
        System.arraycopy(bytes, 0, array, at, bytes.length);
    }

    void putText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putVar(bytes.length);
        putBytes(bytes);
    }
}
