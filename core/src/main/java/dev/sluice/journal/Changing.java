package dev.sluice.journal;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.StorageException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that the run before may still change. */
record Changing(Storage storage, String shown) {
    private static final Logger LOG = LoggerFactory.getLogger(Changing.class);
    private static final int READINGS_MAX = 100;

    /** Reads; again, if that fails while files come and go. */
    <T extends @Nullable Object> T read(Supplier<T> reading) {
        for (int attempt = 1; ; attempt++) {
            List<String> names = names();
            try {
                return reading.get();
            } catch (StorageException | CorruptionException | RecoveryException e) {
                if (attempt == READINGS_MAX || names.equals(names())) {
                    throw e;
                }
                LOG.info("'{}' changed while it was read, and is read again", shown);
            }
        }
    }

    private List<String> names() {
        return storage.list("").stream().map(Entry::name).toList();
    }
}
