package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the values of each key, side by side. */
record CogroupStep<K>(int sides) implements ZipStep<KeyValue<K, List<List<Object>>>> {
    @Override
    public Inputs open(TaskContext task, Origin origin, Emitter<? super KeyValue<K, List<List<Object>>>> out) {
        Map<K, List<List<Object>>> groups = new LinkedHashMap<>();
        return new Inputs() {
            @Override
            @SuppressWarnings("unchecked")
            public Emitter<Object> input(int parent) {
                return record -> {
                    KeyValue<K, Object> pair = (KeyValue<K, Object>) record;
                    addTo(groups.computeIfAbsent(pair.key(), key -> emptyGroup()), parent, pair.value());
                };
            }

            @Override
            public void finish() throws Exception {
                for (Map.Entry<K, List<List<Object>>> group : groups.entrySet()) {
                    out.emit(KeyValue.of(group.getKey(), group.getValue()));
                }
            }
        };
    }

    private List<List<Object>> emptyGroup() {
        return new ArrayList<>(Collections.nCopies(sides, List.of()));
    }

    private static void addTo(List<List<Object>> group, int side, Object value) {
        List<Object> values = group.get(side);
        if (values.isEmpty()) {
            values = new ArrayList<>(4);
            group.set(side, values);
        }
        values.add(value);
    }
}
