package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.StableHash;
import dev.sluice.table.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountWindowCaptureTest {
    private static final Aggregate<String, String, String> TEXTS = Aggregate.reducing(String::concat);

    @Test
    void aWindowThatFillsIsStoredWithItsAccumulator() throws Exception {
        CountWindowTable<String, String> table = new CountWindowTable<>(TEXTS, new Window.Counted(3, 3));
        batch(table, "a1", "b1", "a2", "c1", "c2", "c3");
        assertThat(shown(table)).containsExactly("1 [a, b] [2, 1] [a1a2, b1]");
    }

    @Test
    void aSlidingWindowIsStoredLayerByLayerTopFirst() throws Exception {
        CountWindowTable<String, String> table = new CountWindowTable<>(TEXTS, new Window.Counted(4, 1));
        batch(table, "a1", "a2", "a3", "a4", "a5");
        assertThat(shown(table)).containsExactly("1 [a] [5] [[a2a3, a3]] [[a5, a4]] [a4]");
    }

    @Test
    void layersAreNumberedByTheirRecordsAgain() {
        List<List<?>> columns = List.of(
                List.of("a"), List.of(9L), List.of(List.of("56", "6")), List.of(List.of("9", "8", "7")), List.of("78"));
        TwoStackCells.Cell<String> cell =
                new TwoStackForm<String>(5).value(columns, 0).held();
        assertThat(shown(cell.front())).isEqualTo("5=56 6=6 ");
        assertThat(shown(cell.back())).isEqualTo("9=9 8=8 7=7 ");
        assertThat(cell.closed()).isEqualTo("78");
    }

    @Test
    void longWindowsComeInChunksOfFewKeys() throws Exception {
        CountWindowTable<String, String> table = new CountWindowTable<>(TEXTS, new Window.Counted(5000, 2));
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 4500; i++) {
            records.add("a" + i);
        }
        records.addAll(List.of("b1", "b2", "c1"));
        batch(table, records.toArray(String[]::new));
        assertThat(Stored.of(table.capture(true)))
                .extracting(chunk -> chunk.columns().get(0).toString())
                .containsExactly("[a]", "[b, c]");
    }

    @Test
    void aWindowThatEndedIsGone() throws Exception {
        CountWindowTable<String, String> table = new CountWindowTable<>(TEXTS, new Window.Counted(2, 2));
        batch(table, "a1", "b1");
        table.capture(true);
        batch(table, "a2", "c1");
        assertThat(Stored.of(table.capture(false)))
                .extracting(chunk -> chunk.kind() + " " + chunk.columns())
                .containsExactly("2 [[a]]", "1 [[c], [1], [c1]]");
    }

    private static void batch(CountWindowTable<String, String> table, String... records) throws Exception {
        table.begin();
        for (String record : records) {
            String key = record.substring(0, 1);
            table.add(key, StableHash.of(key), record);
        }
        table.commit();
    }

    private static String shown(TwoStackCells.@Nullable Layer<String> layer) {
        return layer == null ? "" : layer.slice + "=" + layer.value + " " + shown(layer.below);
    }

    private static List<String> shown(CountWindowTable<String, String> table) {
        return Stored.of(table.capture(true)).stream()
                .map(chunk -> chunk.kind() + " "
                        + String.join(
                                " ",
                                chunk.columns().stream().map(Object::toString).toList()))
                .toList();
    }
}
