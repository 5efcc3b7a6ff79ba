package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.TypeRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Captures as a store gives them back: encoded and decoded, and checked to be what chunks may be. */
public final class Stored {
    private static final RecordCodec CODEC = TypeRegistry.defaults().codec();

    private Stored() {}

    /** The chunks of a capture. */
    public static List<StateChunk> of(StateCapture capture) {
        List<StateChunk> chunks = new ArrayList<>();
        capture.forEachChunk(chunk -> chunks.add(stored(chunk)));
        assertThat(chunks.stream().mapToLong(StateChunk::rows).sum()).isEqualTo(capture.rows());
        return chunks;
    }

    /** A fresh state with these chunks taken in. */
    public static <S extends VersionedState> S restore(S fresh, List<StateChunk> chunks) {
        chunks.forEach(fresh::restore);
        fresh.restored();
        return fresh;
    }

    /** The rows of some keys; all rows where they have no keys. */
    public static StateChunk only(StateChunk chunk, Predicate<Object> keys) {
        if (!chunk.keyed()) {
            return chunk;
        }
        List<?> ofKeys = chunk.columns().get(0);
        int[] rows = IntStream.range(0, chunk.rows())
                .filter(row -> keys.test(ofKeys.get(row)))
                .toArray();
        List<List<Object>> columns = new ArrayList<>();
        for (List<?> column : chunk.columns()) {
            List<Object> kept = new ArrayList<>();
            IntStream.of(rows).forEach(row -> kept.add(column.get(row)));
            columns.add(kept);
        }
        return new StateChunk(chunk.kind(), true, columns);
    }

    private static StateChunk stored(StateChunk chunk) {
        assertThat(chunk.rows()).isBetween(1, StateChunk.ROWS_MAX);
        List<List<Object>> columns = new ArrayList<>();
        for (List<?> column : chunk.columns()) {
            assertThat(column).hasSize(chunk.rows());
            columns.add(CODEC.decodeAll(ByteBuffer.wrap(CODEC.encodeAll(column))));
        }
        return new StateChunk(chunk.kind(), chunk.keyed(), columns);
    }
}
