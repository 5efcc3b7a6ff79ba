package dev.sluice.engine.spark;

import dev.sluice.function.BiConsumer;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import dev.sluice.plan.UserCode;
import dev.sluice.snapshot.Cell;
import dev.sluice.table.VersionedState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * All of a partition's state at one version, as records.
 *
 * @param view pushes every entry
 */
record StateView<T>(
        StateFiles files, Cell cell, StateChain at, StateNode node, BiConsumer<VersionedState, Emitter<? super T>> view)
        implements Split<T> {
    @Override
    public Iterator<T> iterator() throws Exception {
        List<T> entries = new ArrayList<>();
        HeldStates.of(files).of(cell).view(at, node::emptyState, state -> {
            try {
                view.accept(state, entries::add);
            } catch (Throwable thrown) {
                throw UserCode.failure(node.origin(), thrown);
            }
        });
        return entries.iterator();
    }

    @Override
    public long size() {
        return UNKNOWN;
    }

    @Override
    public List<String> preferredLocations() {
        return at.locations();
    }
}
