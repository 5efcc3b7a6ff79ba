package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.StableHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedRowsTest {
    private final VersionedTable<Integer, Integer> table = new VersionedTable<>();

    @Test
    void manyRowsComeInChunksOfBoundedSizeInOrder() {
        KeyedRows<Integer, Integer> rows = new KeyedRows<>(table, RowForm.plain());
        fill(10_000);
        List<StateChunk> full = Stored.of(rows.capture(true));
        assertThat(full).extracting(StateChunk::rows).containsExactly(4096, 4096, 1808);
        assertThat(full.stream().flatMap(chunk -> chunk.columns().get(0).stream()))
                .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
        table.begin();
        IntStream.range(0, 5000).forEach(key -> table.remove(key, StableHash.of(key)));
        table.commit();
        List<StateChunk> partial = Stored.of(rows.capture(false));
        assertThat(partial).extracting(StateChunk::kind).containsOnly(KeyedRows.REMOVED);
        assertThat(partial).extracting(StateChunk::rows).containsExactly(4096, 904);
        VersionedTable<Integer, Integer> twin = new VersionedTable<>();
        KeyedRows<Integer, Integer> restored = new KeyedRows<>(twin, RowForm.plain());
        full.forEach(restored::restore);
        partial.forEach(restored::restore);
        restored.restored();
        assertThat(twin).containsExactlyElementsOf(table);
        assertThat(Stored.of(restored.capture(false))).isEmpty();
    }

    @Test
    void theRoomThatIsExpectedToBeNeededIsMadeOnceAndKeptUntilAllRowsAreRestored() {
        fill(5000);
        List<StateChunk> full = Stored.of(new KeyedRows<>(table, RowForm.plain()).capture(true));
        VersionedTable<Integer, Integer> twin = new VersionedTable<>();
        KeyedRows<Integer, Integer> restored = new KeyedRows<>(twin, RowForm.plain());
        restored.expect(100_000);
        assertThat(twin.capacity()).isEqualTo(131_072);
        full.forEach(restored::restore);
        assertThat(twin.capacity()).isEqualTo(131_072);
        restored.restored();
        twin.begin();
        twin.commit();
        assertThat(twin.capacity()).isLessThan(131_072);
        assertThat(twin).containsExactlyElementsOf(table);
    }

    @Test
    void aTableThatWasCapturedIsNotRestored() {
        KeyedRows<Integer, Integer> rows = new KeyedRows<>(table, RowForm.plain());
        fill(5);
        StateChunk chunk = Stored.of(rows.capture(true)).get(0);
        assertThatThrownBy(() -> rows.restore(chunk))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("restore() on a table that was captured: only a fresh one is restored");
    }

    @Test
    void rowsOfAnotherFormAreAllInTheNextCapture() {
        KeyedRows<Integer, Integer> rows = new KeyedRows<>(table, RowForm.plain());
        rows.restore(new StateChunk(1, true, List.of(List.of(1, 2, 3), List.of(10, 20, 30), List.of("x", "y", "z"))));
        rows.restore(new StateChunk(2, true, List.of(List.of(2))));
        rows.restored();
        table.begin();
        table.put(4, StableHash.of(4), 40);
        table.commit();
        assertThat(Stored.of(rows.capture(false)))
                .containsExactly(new StateChunk(1, true, List.of(List.of(1, 3, 4), List.of(10, 30, 40))));
        assertThat(Stored.of(rows.capture(false))).isEmpty();
    }

    @Test
    void roomIsNotMadeInATableThatHoldsSomething() {
        fill(5);
        new KeyedRows<>(table, RowForm.plain()).expect(100_000);
        assertThat(table.capacity()).isEqualTo(8);
        assertThat(table).hasSize(5);
    }

    @Test
    void rowsThatWeighMoreComeInChunksOfFewer() {
        RowForm<Integer> plain = RowForm.plain();
        KeyedRows<Integer, Integer> rows = new KeyedRows<>(table, new RowForm<>() {
            @Override
            public List<List<?>> columns(List<Integer> values) {
                return plain.columns(values);
            }

            @Override
            public Integer value(List<? extends List<?>> columns, int row) {
                return plain.value(columns, row);
            }

            @Override
            public long weight(Integer value) {
                return value == 3 ? 1_000_000 : 1000;
            }
        });
        fill(12);
        List<Integer> sizes = new ArrayList<>();
        rows.capture(true).forEachChunk(chunk -> sizes.add(chunk.rows()));
        assertThat(sizes).containsExactly(4, 5, 3);
    }

    private void fill(int entries) {
        table.begin();
        IntStream.range(0, entries).forEach(key -> table.put(key, StableHash.of(key), key));
        table.commit();
    }
}
