package dev.sluice.conformance.process;

import org.jspecify.annotations.Nullable;

/** Takes all the memory that there is. */
final class Hoard {
    private static final int LARGEST_BYTES = 1 << 20;
    private static final int SMALLEST_BYTES = 16;

    private static @Nullable Object kept;

    private Hoard() {}

    /** Throws the error of the JVM that ran out of memory, which has some again then. */
    static void take() {
        Object all = new byte[LARGEST_BYTES];
        while (true) {
            all = new Object[] {new byte[LARGEST_BYTES], all};
        }
    }

    /** The same in a JVM that has nothing left afterwards. */
    static void keep() {
        int size = LARGEST_BYTES;
        while (true) {
            try {
                kept = new Object[] {new byte[size], kept};
            } catch (OutOfMemoryError full) {
                if (size == SMALLEST_BYTES) {
                    throw full;
                }
                size /= 2;
            }
        }
    }
}
