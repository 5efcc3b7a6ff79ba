package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.List;

/** Every record of parent 1 with every record of parent 0, whose records come as lists. */
record CartesianStep<T, U>() implements ZipStep<KeyValue<T, U>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Inputs open(TaskContext task, Origin origin, Emitter<? super KeyValue<T, U>> out) {
        List<List<U>> rights = new ArrayList<>();
        return new Inputs() {
            @Override
            @SuppressWarnings("unchecked") // parent 0 holds lists of U, parent 1 holds T
            public Emitter<Object> input(int parent) {
                return parent == 0 ? record -> rights.add((List<U>) record) : record -> combine((T) record);
            }

            private void combine(T left) throws Exception {
                for (List<U> some : rights) {
                    for (U right : some) {
                        out.emit(KeyValue.of(left, right));
                    }
                }
            }

            @Override
            public void finish() {}
        };
    }
}
