package dev.sluice.journal;

import dev.sluice.error.StorageException;
import dev.sluice.storage.ReadOnlyStorage;
import dev.sluice.storage.Storage;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads a directory while a run may write there: what looks damaged because files came, grew or went meanwhile is read
 * anew.
 */
final class Settled {
    private static final int TRIES = 5;

    private Settled() {}

    /** The first reading that is good, or the first of a directory that did not change meanwhile, or else the last. */
    static <T> T read(Storage storage, Function<Storage, T> reading, Predicate<T> isGood) {
        Storage read = new ReadOnlyStorage(storage);
        for (int tries = 1; ; tries++) {
            Object before = read.list("");
            try {
                T result = reading.apply(read);
                if (isGood.test(result) || tries == TRIES || read.list("").equals(before)) {
                    return result;
                }
            } catch (StorageException e) {
                if (tries == TRIES || read.list("").equals(before)) {
                    throw e;
                }
            }
        }
    }
}
