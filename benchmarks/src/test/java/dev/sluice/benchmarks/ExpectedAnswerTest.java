package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Tally;
import dev.sluice.peers.workload.Workload;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected answers beside loops over every record that is read, one after another. */
class ExpectedAnswerTest {
    private static final long END = 50_000;

    @Test
    void linesAreCountedAsOftenAsTheyAreRead() {
        ExpectedAnswer expected = new ExpectedAnswer(Workload.GREP, 30);
        long found = 0;
        for (int source = 0; source < Input.SHARES; source++) {
            String[] lines = Inputs.<String>current().records(source);
            for (long position = 0; position < END; position++) {
                found += lines[(int) (position % lines.length)].contains(Data.NEEDLE) ? 1 : 0;
            }
        }
        assertThat(expected.of(Form.BATCHES, END)).isEqualTo(found).isPositive();
    }

    @Test
    void countsOfBatchesAddUpToTotalsAndUpdatesToEveryTotalOnTheWay() {
        ExpectedAnswer expected = new ExpectedAnswer(Workload.WORD_COUNT, 30);
        Map<String, Long> totals = new HashMap<>();
        long batches = 0;
        long updates = 0;
        for (int source = 0; source < Input.SHARES; source++) {
            String[] lines = Inputs.<String>current().records(source);
            for (long position = 0; position < END; position++) {
                for (String word : lines[(int) (position % lines.length)].split(" ")) {
                    batches += Data.mix(word);
                    updates += Data.mix(word) * totals.merge(word, 1L, Long::sum);
                }
            }
        }
        assertThat(expected.of(Form.BATCHES, END)).isEqualTo(batches);
        assertThat(expected.of(Form.UPDATES, END)).isEqualTo(updates);
    }

    @Test
    void sumsGrowByTheAmountOfTheirKey() {
        ExpectedAnswer expected = new ExpectedAnswer(Workload.STATE, 30);
        Map<Long, Long> sums = new HashMap<>();
        long updates = 0;
        for (int source = 0; source < Input.SHARES; source++) {
            Long[] keys = Inputs.<Long>current().records(source);
            for (int position = 0; position < END; position++) {
                updates +=
                        Data.mix(keys[position]) * sums.merge(keys[position], Data.amount(keys[position]), Long::sum);
            }
        }
        assertThat(expected.of(Form.UPDATES, END)).isEqualTo(updates);
    }

    @Test
    void windowsFillUpAndThenHoldThirtySeconds() {
        ExpectedAnswer expected = new ExpectedAnswer(Workload.SLIDING, 30);
        Map<Long, Long> second = new HashMap<>();
        for (int source = 0; source < Input.SHARES; source++) {
            for (Long key : Inputs.<Long>current().records(source)) {
                second.merge(key, 1L, Long::sum);
            }
        }
        long thirtyFirst = 0;
        for (Map.Entry<Long, Long> each : second.entrySet()) {
            thirtyFirst += Tally.windowed(30, each.getKey(), 30 * each.getValue());
        }
        long unit = Inputs.current().unit();

        assertThat(expected.of(Form.BATCHES, 31 * unit) - expected.of(Form.BATCHES, 30 * unit))
                .isEqualTo(thirtyFirst);
    }

    @Test
    void numbersAreCountedUnderTheirKeys() {
        ExpectedAnswer expected = new ExpectedAnswer(Workload.LATENCY, 30);
        Map<Long, Long> counts = new HashMap<>();
        long updates = 0;
        for (long number = 0; number < END * Input.SHARES; number++) {
            long key = Data.latencyKey(number);
            updates += Data.mix(key) * counts.merge(key, 1L, Long::sum);
        }
        assertThat(expected.of(Form.UPDATES, END)).isEqualTo(updates);
    }
}
