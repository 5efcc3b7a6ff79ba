package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import java.util.Arrays;

/** Whole numbers as the least of them and their distances from it, each in 0, 1, 2, 4 or 8 bytes, by their range. */
final class PackedNumbers {
    private PackedNumbers() {}

    static void write(long[] numbers, ByteBuilder out) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long number : numbers) {
            least = Math.min(least, number);
            most = Math.max(most, number);
        }
        int width = numbers.length == 0 ? 0 : width(most - least);
        out.putByte(width);
        out.putLong(least);
        int at = out.extend(Math.multiplyExact(numbers.length, width));
        set(numbers, least, width, out.array(), at);
    }

    /** The bytes that a distance needs, which is without a sign. */
    private static int width(long distance) {
        int bits = 64 - Long.numberOfLeadingZeros(distance);
        if (bits > 16) {
            return bits > 32 ? 8 : 4;
        }
        return (bits + 7) / 8;
    }

    private static void set(long[] numbers, long least, int width, byte[] array, int at) {
        for (int i = 0; i < numbers.length; i++) {
            long distance = numbers[i] - least;
            switch (width) {
                case 1 -> array[at + i] = (byte) distance;
                case 2 -> ByteBuilder.SHORTS.set(array, at + 2 * i, (short) distance);
                case 4 -> ByteBuilder.INTS.set(array, at + 4 * i, (int) distance);
                case 8 -> ByteBuilder.LONGS.set(array, at + 8 * i, distance);
                default -> {}
            }
        }
    }

    static long[] read(ByteCursor in, int count) {
        int width = in.takeByte();
        long least = in.takeLong();
        long[] numbers = new long[count];
        int at = in.skip((long) count * Math.max(0, width));
        switch (width) {
            case 0 -> Arrays.fill(numbers, least);
            case 1 -> readBytes(in.array(), at, least, numbers);
            case 2 -> readShorts(in.array(), at, least, numbers);
            case 4 -> readInts(in.array(), at, least, numbers);
            case 8 -> readLongs(in.array(), at, least, numbers);
            default -> throw new CorruptionException("numbers of " + width + " bytes");
        }
        return numbers;
    }

    private static void readBytes(byte[] array, int at, long least, long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = least + (array[at + i] & 0xFF);
        }
    }

    private static void readShorts(byte[] array, int at, long least, long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = least + ((short) ByteBuilder.SHORTS.get(array, at + 2 * i) & 0xFFFF);
        }
    }

    private static void readInts(byte[] array, int at, long least, long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = least + ((int) ByteBuilder.INTS.get(array, at + 4 * i) & 0xFFFF_FFFFL);
        }
    }

    private static void readLongs(byte[] array, int at, long least, long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = least + (long) ByteBuilder.LONGS.get(array, at + 8 * i);
        }
    }
}
