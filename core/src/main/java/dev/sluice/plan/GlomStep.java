package dev.sluice.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The records of the partition as one list; an empty list for an empty partition. */
public record GlomStep<T>() implements Step.Element<T, List<T>> {
    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super List<T>> out) {
        List<T> records = new ArrayList<>();
        return new Stage<>() {
            @Override
            public void emit(T record) {
                records.add(record);
            }

            @Override
            public void finish() throws Exception {
                out.emit(Collections.unmodifiableList(records));
            }
        };
    }
}
