package dev.sluice.table;

import java.util.List;

/**
 * What a table held, or what was committed in it since the capture before, by reference. Immutable.
 *
 * @param removed the keys that are gone, or came anew and so stand elsewhere in the order
 * @param changed how many of the entries were there before and stand where they stood; they come first
 * @param keys the keys of all entries captured, those that came since in order behind all others
 * @param values the values of these keys
 */
public record TableCapture<K, V>(List<K> removed, int changed, List<K> keys, List<V> values) {
    /** Copies what stands in these slots. */
    static <K, V> TableCapture<K, V> of(
            List<K> removed, int changed, int[] rows, KeySlots<K> slots, SlotValues<V> values) {
        return new TableCapture<>(removed, changed, slots.copy(rows), values.copy(rows));
    }
}
