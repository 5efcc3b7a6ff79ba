package dev.sluice.log;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;

/** Tries again what a failing file spoiled. */
final class Attempts {
    private Attempts() {}

    /** Runs an action; once more, if a file failed for a reason that another file need not share. */
    static void twice(Runnable action) {
        try {
            action.run();
        } catch (StorageException first) {
            if (first.kind() != Kind.IO && first.kind() != Kind.POISONED) {
                throw first;
            }
            again(action, first);
        }
    }

    private static void again(Runnable action, StorageException first) {
        try {
            action.run();
        } catch (StorageException second) {
            second.addSuppressed(first);
            throw second;
        }
    }
}
