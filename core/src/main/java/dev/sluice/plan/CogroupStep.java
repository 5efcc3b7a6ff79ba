package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Gathers the values of each key, side by side; keys in the order they first came, side after side.
 *
 * @param shape makes the result for a key from its lists of values, one for each side, which nobody can change
 */
record CogroupStep<K, R>(int sides, Shape<R> shape) implements ZipStep<KeyValue<K, R>> {

    /** What the lists of a key look like to the program. */
    @FunctionalInterface
    interface Shape<R> extends Serializable {
        /** The result for these lists. */
        R of(List<List<Object>> sides);
    }

    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Inputs open(TaskContext task, Origin origin, Emitter<? super KeyValue<K, R>> out) {
        KeyedTable<K, List<List<Object>>> groups = new KeyedTable<>();
        return new Inputs() {
            @Override
            @SuppressWarnings("unchecked") // every side is made of pairs with keys of type K
            public Emitter<Object> input(int side) {
                return record -> {
                    KeyValue<K, Object> pair = (KeyValue<K, Object>) record;
                    add(groups, KeyHash.of(pair.key(), origin), side, pair);
                };
            }

            @Override
            public void finish() throws Exception {
                groups.forEach((key, hash, group) -> out.emit(KeyValue.of(key, shape.of(sealed(group)))));
            }
        };
    }

    private void add(KeyedTable<K, List<List<Object>>> groups, int hash, int side, KeyValue<K, Object> pair) {
        int slot = groups.add(pair.key(), hash);
        List<List<Object>> group = groups.valueAt(slot);
        if (group == null) {
            group = new ArrayList<>(Collections.nCopies(sides, List.of()));
            groups.setValueAt(slot, group);
        }
        if (group.get(side).isEmpty()) {
            group.set(side, new ArrayList<>(4));
        }
        group.get(side).add(pair.value());
    }

    private static List<List<Object>> sealed(List<List<Object>> group) {
        group.replaceAll(Collections::unmodifiableList);
        return group;
    }
}
