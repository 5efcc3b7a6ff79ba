package dev.sluice.snapshot;

import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import java.util.List;
import java.util.function.Consumer;

/** A capture of some chunks. */
record Rows(List<StateChunk> chunks) implements StateCapture {
    static Rows none() {
        return new Rows(List.of());
    }

    static Rows of(StateChunk... chunks) {
        return new Rows(List.of(chunks));
    }

    /** One chunk of one column. */
    static Rows of(Object... values) {
        return of(new StateChunk(0, false, List.of(List.of(values))));
    }

    @Override
    public long rows() {
        return chunks.stream().mapToLong(StateChunk::rows).sum();
    }

    @Override
    public void forEachChunk(Consumer<StateChunk> out) {
        chunks.forEach(out);
    }
}
