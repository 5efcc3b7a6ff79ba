package dev.sluice.testkit.storage;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What a power cut leaves of a file that was not synced. */
record Tear(String outcome, SimulatedFile left) {
    private static final int[] BLOCK_BYTES = {512, 4096};

    static Tear choose(SimulatedFile file, SplittableRandom random) {
        int unsynced = file.size() - file.durable();
        return switch (random.nextInt(4)) {
            case 0 -> new Tear("kept none", file.cutTo(file.durable()));
            case 1 -> torn(file, random.nextInt(unsynced + 1));
            case 2 -> new Tear("zeroed some", zeroed(file, BLOCK_BYTES[random.nextInt(BLOCK_BYTES.length)], random));
            default -> new Tear("kept all", file.cutTo(file.size()));
        };
    }

    private static Tear torn(SimulatedFile file, int kept) {
        return new Tear("kept " + kept, file.cutTo(file.durable() + kept));
    }

    /** Blocks lie where a disk has them, so the first and the last may be cut short. */
    private static SimulatedFile zeroed(SimulatedFile file, int blockBytes, SplittableRandom random) {
        byte[] bytes = file.content();
        int from = file.durable();
        while (from < bytes.length) {
            int to = Math.min(bytes.length, (from / blockBytes + 1) * blockBytes);
            if (random.nextBoolean()) {
                Arrays.fill(bytes, from, to, (byte) 0);
            }
            from = to;
        }
        return SimulatedFile.whole(bytes, file.modifiedMillis());
    }
}
