package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.peers.workload.AdData;
import dev.sluice.peers.workload.AdEvent;
import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Tally;
import dev.sluice.peers.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected answers beside loops that go through each second by itself. */
class ExpectedWindowsTest {
    private static List<Object> second(long second) {
        Input<Object> input = Inputs.current();
        List<Object> records = new ArrayList<>();
        for (int source = 0; source < Input.SHARES; source++) {
            Object[] all = input.records(source);
            for (long position = second * input.unit(); position < (second + 1) * input.unit(); position++) {
                records.add(all[(int) (position % all.length)]);
            }
        }
        return records;
    }

    @Test
    void maximaAreThoseOfTheLastSeconds() {
        ExpectedAnswer expected = new ExpectedAnswer(Workload.SLIDING_MAX, 3);
        long answer = 0;
        for (long last = 0; last < 70; last++) {
            Map<Long, Long> maxima = new HashMap<>();
            for (long second = Math.max(0, last - 2); second <= last; second++) {
                for (Object record : second(second)) {
                    maxima.merge(Data.measuredKey((Long) record), Data.measuredValue((Long) record), Math::max);
                }
            }
            for (Map.Entry<Long, Long> max : maxima.entrySet()) {
                answer += Tally.windowed(last, max.getKey(), max.getValue());
            }
        }
        assertThat(expected.of(Form.BATCHES, 70L * Inputs.current().unit())).isEqualTo(answer);
    }

    @Test
    void aWindowLongerThanTheDataHoldsAllOfIt() {
        ExpectedAnswer longest = new ExpectedAnswer(Workload.SLIDING_MAX, 3_600);
        long unit = Inputs.current().unit();
        long before = longest.of(Form.BATCHES, 99 * unit);
        Map<Long, Long> maxima = new HashMap<>();
        for (long second = 0; second < 64; second++) {
            for (Object record : second(second)) {
                maxima.merge(Data.measuredKey((Long) record), Data.measuredValue((Long) record), Math::max);
            }
        }
        long hundredth = 0;
        for (Map.Entry<Long, Long> max : maxima.entrySet()) {
            hundredth += Tally.windowed(99, max.getKey(), max.getValue());
        }
        assertThat(longest.of(Form.BATCHES, 100 * unit) - before).isEqualTo(hundredth);
    }

    @Test
    void viewsAreCountedByCampaignWhateverTheFormOfTheEvents() {
        long objects = new ExpectedAnswer(Workload.ADS, 1).of(Form.BATCHES, 2L * Data.AD_RECORDS);
        long answer = 0;
        for (long second = 0; second < 2; second++) {
            for (Object record : second(second)) {
                AdEvent event = (AdEvent) record;
                answer += event.eventType().equals(AdEvent.VIEW)
                        ? Tally.windowed(second, AdData.number(AdData.campaign(event.ad())), 1)
                        : 0;
            }
        }
        long lines = new ExpectedAnswer(Workload.ADS_JSON, 1).of(Form.BATCHES, 2L * Data.AD_RECORDS);
        assertThat(second(0)).hasOnlyElementsOfType(String.class);
        assertThat(objects).isEqualTo(answer).isEqualTo(lines).isNotZero();
        assertThat(AdEvent.parse((String) second(0).get(0)).ad()).hasSize(36);
    }

    @Test
    void sessionsEndAfterSilence() {
        ExpectedAnswer expected = new ExpectedAnswer(Workload.SESSIONS, 1);
        Map<Long, List<Long>> seconds = new HashMap<>();
        for (long second = 0; second < 80; second++) {
            for (Object record : second(second)) {
                seconds.computeIfAbsent((Long) record, key -> new ArrayList<>()).add(second);
            }
        }
        long answer = 0;
        for (Map.Entry<Long, List<Long>> visits : seconds.entrySet()) {
            List<Long> of = visits.getValue();
            long count = 0;
            for (int i = 0; i < of.size(); i++) {
                count++;
                long next = i + 1 < of.size() ? of.get(i + 1) : Long.MAX_VALUE;
                long end = of.get(i) + Data.SESSION_SILENCE;
                if (next >= end) {
                    answer += end < 80 ? Tally.windowed(end, visits.getKey(), count) : 0;
                    count = 0;
                }
            }
        }
        assertThat(expected.of(Form.BATCHES, 80L * Data.SESSION_RECORDS))
                .isEqualTo(answer)
                .isNotZero();
    }
}
