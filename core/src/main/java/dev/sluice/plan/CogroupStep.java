package dev.sluice.plan;

import static java.util.Objects.requireNonNull;

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
        return new Gathering<>(sides, shape, origin, out, new KeyedTable<>(), 0);
    }

    private static final class Gathering<K, R> implements Inputs, Emitter<Object>, Copyable {
        private final int sides;
        private final Shape<R> shape;
        private final Origin origin;
        private final Emitter<? super KeyValue<K, R>> out;
        private final KeyedTable<K, List<List<Object>>> groups;
        private int side;

        Gathering(
                int sides,
                Shape<R> shape,
                Origin origin,
                Emitter<? super KeyValue<K, R>> out,
                KeyedTable<K, List<List<Object>>> groups,
                int side) {
            this.sides = sides;
            this.shape = shape;
            this.origin = origin;
            this.out = out;
            this.groups = groups;
            this.side = side;
        }

        @Override
        public Emitter<Object> input(int parent) {
            side = parent;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked") // every side is made of pairs with keys of type K
        public void emit(Object record) {
            KeyValue<K, Object> pair = (KeyValue<K, Object>) record;
            int slot = groups.add(pair.key(), KeyHash.of(pair.key(), origin));
            List<List<Object>> group = groups.valueAt(slot);
            if (group == null) {
                group = new ArrayList<>(Collections.nCopies(sides, List.of()));
                groups.setValueAt(slot, group);
            }
            List<Object> values = group.get(side);
            if (values.isEmpty()) {
                values = new ArrayList<>(4);
                group.set(side, values);
            }
            values.add(pair.value());
        }

        @Override
        public void finish() throws Exception {
            for (int slot = 0; slot < groups.size(); slot++) {
                List<List<Object>> group = requireNonNull(groups.valueAt(slot));
                group.replaceAll(Collections::unmodifiableList);
                out.emit(KeyValue.of(groups.keyAt(slot), shape.of(group)));
            }
        }

        @Override
        public Object function() {
            return shape;
        }
    }
}
