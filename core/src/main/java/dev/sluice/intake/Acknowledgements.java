package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.source.DirectSource;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a source how far it is done with: up to the first batch that is not. An acknowledgement that fails is logged and
 * made up for by the next one, because every position stands for all before it.
 */
final class Acknowledgements<P> {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

    private final String name;
    private final DirectSource<?, P> source;
    private final NavigableMap<Long, Pending<P>> pending = new TreeMap<>();
    private @Nullable P owed;

    Acknowledgements(String name, DirectSource<?, P> source) {
        this.name = name;
        this.source = source;
    }

    /** A batch reads up to a position. */
    void planned(Batch batch, P to) {
        pending.put(batch.id(), new Pending<>(to, false));
    }

    /** A batch is done with; without effect for one that is unknown or done already. */
    void done(Batch batch) {
        pending.computeIfPresent(batch.id(), (id, known) -> new Pending<>(known.to(), true));
        while (!pending.isEmpty() && pending.firstEntry().getValue().done()) {
            owed = pending.pollFirstEntry().getValue().to();
        }
        retry();
    }

    /** The source may not have been told of a position by an earlier run. */
    void owe(P position) {
        owed = position;
    }

    /** Acknowledges what the source was not told yet. */
    void retry() {
        P position = owed;
        if (position == null) {
            return;
        }
        try {
            source.acknowledge(position);
            owed = null;
        } catch (Exception e) {
            LOG.warn("{}: could not acknowledge {}; the next acknowledgement makes up for it", name, position, e);
        }
    }

    private record Pending<P>(P to, boolean done) {}
}
