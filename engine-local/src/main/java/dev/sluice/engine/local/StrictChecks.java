package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.PlanNode;
import dev.sluice.strict.FunctionCheck;
import dev.sluice.strict.RecordCheck;
import java.io.Serializable;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Strict mode: every function is serialized and read back before it first runs, and so is the first record of every
 * partition where a cluster would serialize it: before an exchange, and where serialized records are to be kept.
 * Functions run as they are, not as copies.
 */
final class StrictChecks implements Checks {
    private final Set<Object> checked = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final RecordCheck records;

    StrictChecks(RecordCheck records) {
        this.records = records;
    }

    @Override
    public void function(Serializable function, Object origin) {
        if (!checked.contains(function)) {
            FunctionCheck.copy(function, origin.toString());
            checked.add(function);
        }
    }

    @Override
    public void task(Serializable task, Object origin) {
        function(task, "a job over " + origin);
    }

    @Override
    public <T> Emitter<? super T> records(Emitter<? super T> out, Object origin) {
        return new Emitter<T>() {
            private boolean sampled;

            @Override
            public void emit(T record) throws Exception {
                if (!sampled) {
                    sampled = true;
                    check(record, origin);
                }
                out.emit(record);
            }
        };
    }

    private void check(Object record, Object origin) {
        if (!isOwn(record)) {
            records.roundTrip(record, origin.toString());
        }
    }

    /** What plans exchange for themselves may hold functions; those are checked as functions. */
    private static boolean isOwn(Object record) {
        return record instanceof KeyValue<?, ?> pair
                && pair.value() != null
                && pair.value().getClass().getPackage() == PlanNode.class.getPackage();
    }
}
