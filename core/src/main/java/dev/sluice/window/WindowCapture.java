package dev.sluice.window;

import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a sliding window held, or what changed in it: the order of its keys and the rows of its slices. Slices that left
 * need no rows, because they are older than the window was, whose length is therefore stored too.
 *
 * @param last the last slice of the window, {@link Long#MIN_VALUE} before the first
 * @param length how many slices the window has
 * @param gone the keys that left the window, or left it and came anew
 * @param came the keys that came, in order
 * @param slices rows to put into slices, oldest slice first
 */
record WindowCapture<K>(long last, int length, List<K> gone, List<K> came, List<SliceRows> slices)
        implements StateCapture {
    /** One row without a key: the last slice, and how many there are at most up to it. */
    static final int LAST = 1;

    /** The keys that are gone. */
    static final int GONE = 2;

    /** The keys that came, behind those that are there. */
    static final int CAME = 3;

    /** Key, slice, and the accumulator that the key has in it. */
    static final int PARTIALS = 4;

    @Override
    public long rows() {
        long partials = slices.stream().mapToLong(SliceRows::size).sum();
        return 1 + gone.size() + came.size() + partials;
    }

    @Override
    public void forEachChunk(Consumer<StateChunk> out) {
        out.accept(new StateChunk(LAST, false, List.of(List.of(last), List.of((long) length))));
        StateChunk.ofKeys(GONE, gone, out);
        StateChunk.ofKeys(CAME, came, out);
        Partials partials = new Partials(out);
        slices.forEach(partials::add);
        partials.flush();
    }

    /** Gathers the rows of slices that may be small in chunks that are not. */
    private static final class Partials {
        private final Consumer<StateChunk> out;
        private List<Object> keys = new ArrayList<>();
        private List<Long> ids = new ArrayList<>();
        private List<Object> partials = new ArrayList<>();

        Partials(Consumer<StateChunk> out) {
            this.out = out;
        }

        void add(SliceRows slice) {
            Long id = slice.id();
            slice.forEach((key, partial) -> {
                keys.add(key);
                ids.add(id);
                partials.add(partial);
                if (keys.size() == StateChunk.ROWS_MAX) {
                    flush();
                }
            });
        }

        void flush() {
            if (!keys.isEmpty()) {
                out.accept(new StateChunk(PARTIALS, true, List.of(keys, ids, partials)));
                keys = new ArrayList<>();
                ids = new ArrayList<>();
                partials = new ArrayList<>();
            }
        }
    }
}
