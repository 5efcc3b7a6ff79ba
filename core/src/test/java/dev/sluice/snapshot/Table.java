package dev.sluice.snapshot;

import dev.sluice.table.StateChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A state from texts to numbers, which is captured and restored as states are. */
final class Table {
    private final Map<String, Long> entries = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    Map<String, Long> entries() {
        return entries;
    }

    void put(String key, long value) {
        entries.put(key, value);
        changed.add(key);
    }

    void remove(String key) {
        entries.remove(key);
        changed.add(key);
    }

    Rows capture(boolean full) {
        List<String> keys = List.copyOf(full ? entries.keySet() : changed);
        changed.clear();
        List<StateChunk> chunks = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += StateChunk.ROWS_MAX) {
            List<String> part = keys.subList(from, Math.min(keys.size(), from + StateChunk.ROWS_MAX));
            chunks.add(new StateChunk(
                    0,
                    true,
                    List.of(part, Arrays.asList(part.stream().map(entries::get).toArray()))));
        }
        return new Rows(chunks);
    }

    void restore(StateChunk chunk) {
        for (int row = 0; row < chunk.rows(); row++) {
            String key = (String) chunk.columns().get(0).get(row);
            Long value = (Long) chunk.columns().get(1).get(row);
            if (value == null) {
                entries.remove(key);
            } else {
                entries.put(key, value);
            }
        }
    }
}
