package dev.sluice.testkit.storage;

import dev.sluice.error.InvalidProgramException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Something that happens to files while no program runs: a bit rots, an operator deletes, copies or restores. An
 * immutable value, given to {@link SimulatedStorage#damage}; its text says what it does.
 */
public final class Damage {
    private final String text;
    private final Blow blow;

    private interface Blow {
        void strike(DamagedFiles files);
    }

    private Damage(String text, Blow blow) {
        this.text = text;
        this.blow = blow;
    }

    /** Turns one bit around; the lowest of the first byte is number 0. */
    public static Damage flipBit(String path, long bit) {
        return new Damage(
                "flip bit " + bit + " of '" + path + "'",
                files -> files.change(path, bytes -> {
                    requireWithin(path, Math.floorDiv(bit, 8L), bytes.length - 1);
                    bytes[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
                    return bytes;
                }));
    }

    /** Cuts a file to its first bytes. */
    public static Damage truncate(String path, long sizeBytes) {
        return new Damage(
                "cut '" + path + "' to " + sizeBytes + " bytes",
                files -> files.change(path, bytes -> {
                    requireWithin(path, sizeBytes, bytes.length);
                    return Arrays.copyOf(bytes, (int) sizeBytes);
                }));
    }

    /** Takes a file away. */
    public static Damage delete(String path) {
        return new Damage("delete '" + path + "'", files -> files.remove(path));
    }

    /** Makes a copy of a file under a name that is free or is that of another file, which it replaces. */
    public static Damage duplicate(String path, String copy) {
        return new Damage("copy '" + path + "' to '" + copy + "'", files -> files.put(copy, files.content(path)));
    }

    /** Gives each of two files the content of the other. */
    public static Damage swap(String path, String other) {
        return new Damage("swap '" + path + "' and '" + other + "'", files -> {
            byte[] content = files.content(path);
            files.put(path, files.content(other));
            files.put(other, content);
        });
    }

    /** Makes a file longer by bytes that are zero. */
    public static Damage appendZeros(String path, int bytes) {
        return append("append " + bytes + " zero bytes to '" + path + "'", path, content -> new byte[bytes]);
    }

    /** Makes a file longer by its own beginning, as if blocks of it were found again behind its end. */
    public static Damage appendOld(String path, int bytes) {
        return append("append the first " + bytes + " bytes of '" + path + "' to it", path, content -> {
            requireWithin(path, bytes, content.length);
            return Arrays.copyOf(content, bytes);
        });
    }

    /**
     * Any of these, to any of the files.
     *
     * @param files as {@link SimulatedStorage#files} gives them: at least one
     * @param seed decides which; the same one gives the same damage
     */
    public static Damage random(SortedMap<String, Long> files, long seed) {
        if (files.isEmpty()) {
            throw new InvalidProgramException("there is no file to damage; write some first");
        }
        return new RandomDamage(List.copyOf(files.entrySet()), new SplittableRandom(seed)).choose();
    }

    private static Damage append(String text, String path, UnaryOperator<byte[]> more) {
        return new Damage(
                text,
                files -> files.change(path, bytes -> {
                    byte[] added = more.apply(bytes);
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + added.length);
                    System.arraycopy(added, 0, longer, bytes.length, added.length);
                    return longer;
                }));
    }

    private static void requireWithin(String path, long place, long last) {
        if (place < 0 || place > last) {
            throw new InvalidProgramException(
                    "'" + path + "' has no byte or size " + place + ": the last one is " + last);
        }
    }

    void strike(DamagedFiles files) {
        blow.strike(files);
    }

    @Override
    public String toString() {
        return text;
    }

    private record RandomDamage(List<Map.Entry<String, Long>> files, SplittableRandom random) {
        Damage choose() {
            Map.Entry<String, Long> file = any();
            String path = file.getKey();
            int size = file.getValue().intValue();
            return switch (random.nextInt(size == 0 ? 4 : 7)) {
                case 0 -> delete(path);
                case 1 -> duplicate(path, random.nextBoolean() ? any().getKey() : path + "-copy");
                case 2 -> swap(path, any().getKey());
                case 3 -> appendZeros(path, 1 + random.nextInt(4096));
                case 4 -> flipBit(path, random.nextLong(8L * size));
                case 5 -> truncate(path, random.nextInt(size));
                default -> appendOld(path, 1 + random.nextInt(size));
            };
        }

        private Map.Entry<String, Long> any() {
            return files.get(random.nextInt(files.size()));
        }
    }
}
