package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.ZipStep;
import java.util.Collections;
import java.util.Iterator;

/** Pulls records through a step with several parents, one parent after the other. */
final class ZipIterator<T> extends BufferedIterator<T> {
    /** Opens the records of a parent. */
    @FunctionalInterface
    interface Parents {
        Iterator<?> open(int parent) throws Exception;
    }

    private final int parents;
    private final Parents opener;
    private final ZipStep.Inputs inputs;
    private int opened;
    private Iterator<?> records = Collections.emptyIterator();
    private Emitter<Object> input = record -> {};
    private boolean finished;

    ZipIterator(Origin origin, int parents, Parents opener, ZipStep.Inputs inputs, RecordBuffer<T> buffer) {
        super(origin, buffer);
        this.parents = parents;
        this.opener = opener;
        this.inputs = inputs;
    }

    @Override
    boolean advance() throws Exception {
        if (records.hasNext()) {
            input.emit(records.next());
        } else if (opened < parents) {
            records = opener.open(opened);
            input = inputs.input(opened);
            opened++;
        } else if (!finished) {
            finished = true;
            inputs.finish();
        } else {
            return false;
        }
        return true;
    }
}
