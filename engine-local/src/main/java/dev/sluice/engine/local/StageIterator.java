package dev.sluice.engine.local;

import dev.sluice.plan.Origin;
import dev.sluice.plan.Stage;
import java.util.Iterator;
import java.util.List;

/** Pulls records through fused steps: one record of the base at a time goes in at the first, and a few come out. */
final class StageIterator<B, T> extends BufferedIterator<T> {
    private final Iterator<B> base;
    private final Stage<B> first;
    private final Iterator<Stage<?>> unfinished;

    /**
     * Pulls through these steps.
     *
     * @param stages from the first to the last, which emits into the buffer
     */
    @SuppressWarnings("unchecked") // the first step takes the records of the base
    StageIterator(Origin origin, Iterator<B> base, List<Stage<?>> stages, RecordBuffer<T> buffer) {
        super(origin, buffer);
        this.base = base;
        this.first = (Stage<B>) stages.get(0);
        this.unfinished = stages.iterator();
    }

    @Override
    boolean advance() throws Exception {
        if (base.hasNext()) {
            first.emit(base.next());
            return true;
        }
        if (unfinished.hasNext()) {
            unfinished.next().finish();
            return true;
        }
        return false;
    }
}
