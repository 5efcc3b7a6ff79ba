package dev.sluice.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Some rows of a state, by columns: row i is what all columns hold at i.
 *
 * @param kind what the rows mean to the state that they are of; stored, so it must not change its meaning
 * @param keyed whether the first column holds the keys, so that a row belongs where its key is placed
 * @param columns all of the same length; their values are never changed, and are null at most where the state says so
 */
public record StateChunk(int kind, boolean keyed, List<? extends List<?>> columns) {
    /** The most rows that a chunk should have. */
    public static final int ROWS_MAX = 4096;

    /** A chunk with a copy of the list of columns. */
    public StateChunk {
        columns = List.copyOf(columns);
    }

    /** Gives keys, in as many chunks of one keyed column as they need. */
    public static void ofKeys(int kind, List<?> keys, Consumer<StateChunk> out) {
        for (int from = 0; from < keys.size(); from += ROWS_MAX) {
            int to = Math.min(keys.size(), from + ROWS_MAX);
            out.accept(new StateChunk(kind, true, List.of(keys.subList(from, to))));
        }
    }

    /** The rows that pass, of all the same columns. */
    public StateChunk where(IntPredicate row) {
        int[] passing = IntStream.range(0, rows()).filter(row).toArray();
        return new StateChunk(
                kind,
                keyed,
                columns.stream()
                        .map(column -> Arrays.stream(passing)
                                .<Object>mapToObj(column::get)
                                .toList())
                        .toList());
    }

    /** The number of rows. */
    public int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).size();
    }
}
