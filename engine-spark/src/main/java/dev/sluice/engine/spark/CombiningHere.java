package dev.sluice.engine.spark;

import dev.sluice.data.KeyValue;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Placement;
import dev.sluice.plan.TaskContext;
import java.util.Iterator;

/** Combines records that are where they belong already. */
record CombiningHere(Combination combination, Origin origin, TaskContext task) implements Emitter<Object> {
    static CombiningHere of(Combiner<?, ?> combiner, Origin origin, TaskContext task) {
        return new CombiningHere(new Combination(combiner, origin), origin, task);
    }

    @Override
    @SuppressWarnings("unchecked") // a shuffle is given pairs
    public void emit(Object record) throws Exception {
        KeyValue<Object, Object> pair = (KeyValue<Object, Object>) record;
        int hash;
        try {
            hash = Placement.hash(pair, origin);
        } catch (SluiceException refused) {
            task.failed(origin, record, refused);
            return;
        }
        combination.add(pair, hash);
    }

    Iterator<Object> records() {
        return combination.records();
    }
}
