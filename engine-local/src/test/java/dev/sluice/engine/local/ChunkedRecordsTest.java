package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedRecordsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 79, 80, 81, 335, 336, 337, 5000, 20_000})
    void givesWhatCameInOrderAsOftenAsAsked(int count) throws Exception {
        List<Integer> expected = IntStream.range(0, count).boxed().toList();
        ChunkedRecords<Integer> records = new ChunkedRecords<>();
        records.emitAll(expected);
        for (int time = 0; time < 2; time++) {
            List<Integer> pushed = new ArrayList<>();
            records.forEach(pushed::add);
            assertThat(records.size()).isEqualTo(count);
            assertThat(pushed).isEqualTo(expected);
            assertThat(records.iterator()).toIterable().isEqualTo(expected);
        }
    }

    @Test
    void holdsNullRecords() throws Exception {
        ChunkedRecords<String> records = new ChunkedRecords<>();
        records.emitAll(Arrays.asList(null, "a", null));
        List<String> pushed = new ArrayList<>();
        records.forEach(pushed::add);
        assertThat(pushed).containsExactly(null, "a", null);
        assertThat(records.iterator()).toIterable().containsExactly(null, "a", null);
    }

    @Test
    void anIteratorAtItsEndRefuses() {
        Iterator<String> none = new ChunkedRecords<String>().iterator();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }
}
