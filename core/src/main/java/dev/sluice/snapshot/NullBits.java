package dev.sluice.snapshot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which rows of a column are null, a bit each. */
final class NullBits {
    private NullBits() {}

    static void write(@Nullable Object[] values, ByteBuilder out) {
        int at = out.extend((values.length + 7) / 8);
        byte[] array = out.array();
        Arrays.fill(array, at, out.size(), (byte) 0);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                array[at + i / 8] |= (byte) (1 << i % 8);
            }
        }
    }

    static boolean[] read(ByteCursor in, int rows) {
        int at = in.skip((rows + 7) / 8);
        boolean[] isNull = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            isNull[i] = (in.array()[at + i / 8] >> i % 8 & 1) != 0;
        }
        return isNull;
    }

    static int present(boolean[] isNull) {
        int present = 0;
        for (boolean one : isNull) {
            present += one ? 0 : 1;
        }
        return present;
    }

    static @Nullable Object[] spread(Object[] present, boolean[] isNull) {
        @Nullable Object[] all = new @Nullable Object[isNull.length];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (!isNull[i]) {
                all[i] = present[next++];
            }
        }
        return all;
    }
}
