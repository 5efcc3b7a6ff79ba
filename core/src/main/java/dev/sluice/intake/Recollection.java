package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.source.DirectSource;
import dev.sluice.source.Remembering;
import dev.sluice.table.VersionedState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells a source that remembers what is planned and what is committed; does nothing for any other. Thread-safe. */
final class Recollection<P> {
    private final @Nullable Remembering<P> source;
    private final Map<Long, P> planned = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked") // a source remembers its own positions
    Recollection(DirectSource<?, P> source) {
        this.source = source instanceof Remembering<?> remembering ? (Remembering<P>) remembering : null;
    }

    @Nullable
    VersionedState memory() {
        return source == null ? null : source.memory();
    }

    /** The first batch begins at a position. */
    void begins(P position) {
        if (source != null) {
            source.planned(position);
        }
    }

    /** A batch reads up to a position. */
    void planned(Batch batch, P to) {
        if (source != null) {
            source.planned(to);
            planned.put(batch.id(), to);
        }
    }

    /** A batch is committed; without effect when that is known. */
    void committed(Batch batch) {
        P to = planned.remove(batch.id());
        if (source != null && to != null) {
            source.reached(to);
        }
    }
}
