package dev.sluice.engine.spark;

import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.util.Iterator;

/** The {@link Gate} of pulled records: its failures name the node that the records come from. */
final class GatedRecords implements Iterator<Object> {
    private final Evaluation evaluation;
    private final Origin origin;
    private final Iterator<Object> records;
    private int passed;

    GatedRecords(Evaluation evaluation, Origin origin, Iterator<Object> records) {
        this.evaluation = evaluation;
        this.origin = origin;
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    @Override
    public Object next() {
        if ((++passed & Gate.CHECK_MASK) == 0) {
            evaluation.check();
        }
        try {
            return records.next();
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }
}
