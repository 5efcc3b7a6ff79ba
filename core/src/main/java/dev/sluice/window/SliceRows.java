package dev.sluice.window;

import java.util.function.BiConsumer;

/** Some of what keys have in one slice, by reference. */
sealed interface SliceRows {
    /** The number of the slice. */
    long id();

    /** The number of rows. */
    int size();

    /** Shows key and accumulator of each row. */
    void forEach(BiConsumer<Object, Object> visitor);

    /** Keys and accumulators side by side. */
    record Some(long id, Object[] keys, Object[] partials) implements SliceRows {
        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public void forEach(BiConsumer<Object, Object> visitor) {
            for (int row = 0; row < keys.length; row++) {
                visitor.accept(keys[row], partials[row]);
            }
        }
    }

    /** All of a slice, in the order of keys. */
    record All(long id, SlotSet slots, Packed<?> partials, KeyOrder order) implements SliceRows {
        @Override
        public int size() {
            return slots.size();
        }

        @Override
        public void forEach(BiConsumer<Object, Object> visitor) {
            int[] listed = slots.toArray();
            for (int index : order.sorted(listed, size())) {
                visitor.accept(order.keyAt(listed[index]), Accumulators.there(partials.at(index)));
            }
        }
    }
}
