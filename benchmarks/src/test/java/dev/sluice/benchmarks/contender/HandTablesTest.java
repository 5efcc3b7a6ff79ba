package dev.sluice.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandTablesTest {
    @Test
    void aTableOfNumbersHoldsWhatAMapHolds() {
        LongTable table = new LongTable(8);
        Map<Long, Long> map = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(5_000) - 100;
            assertThat(table.add(key, i)).isEqualTo(map.merge(key, (long) i, Long::sum));
        }
        Map<Long, Long> held = new HashMap<>();
        table.forEach(held::put);
        assertThat(held).isEqualTo(map);

        table.clear();
        assertThat(table.add(7, 3)).isEqualTo(3);
    }

    @Test
    void aTableOfWordsHoldsWhatAMapHoldsAlsoWhenHashesCollide() {
        WordTable table = new WordTable();
        Map<String, Long> map = new HashMap<>();
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            String word = (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(4_000);
            table.add(word, word.hashCode(), 2);
            map.merge(word, 2L, Long::sum);
        }
        Map<String, Long> held = new HashMap<>();
        for (int entry = 0; entry < table.size(); entry++) {
            held.put(table.word(entry), table.count(entry));
        }
        assertThat(held).isEqualTo(map).hasSize(table.size());
    }
}
