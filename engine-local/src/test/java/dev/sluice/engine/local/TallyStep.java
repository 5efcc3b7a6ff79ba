package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import java.util.TreeSet;

/** Adds up the values of each key, over all batches; emits the sums of the keys that the batch touched. */
record TallyStep() implements StateStep<TallyState, KeyValue<String, Integer>> {
    @Override
    public Supplier<TallyState> emptyState() {
        return TallyState::new;
    }

    @Override
    public ZipStep.Inputs open(
            TallyState state, TaskContext task, Origin origin, Emitter<? super KeyValue<String, Integer>> out) {
        TreeSet<String> touched = new TreeSet<>();
        return new ZipStep.Inputs() {
            @Override
            @SuppressWarnings("unchecked")
            public Emitter<Object> input(int parent) {
                return record -> {
                    KeyValue<String, Integer> pair = (KeyValue<String, Integer>) record;
                    state.add(pair.key(), pair.value());
                    touched.add(pair.key());
                };
            }

            @Override
            public void finish() throws Exception {
                for (String key : touched) {
                    out.emit(KeyValue.of(key, state.add(key, 0)));
                }
            }
        };
    }
}
