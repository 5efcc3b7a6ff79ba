package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.AdData;
import dev.sluice.peers.workload.AdEvent;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Counts views by campaign in each second: a map for each thread, since there are few campaigns. */
final class HandAds<T> implements HandStep {
    /** A count that grows in place. */
    private static final class Count {
        private long views;
    }

    private final Input<T> input;
    private final Function<T, AdEvent> reading;
    private final Map<Integer, Map<String, Count>> counts = new HashMap<>();
    private long second;

    HandAds(Input<T> input, Function<T, AdEvent> reading) {
        this.input = input;
        this.reading = reading;
        for (int thread = 0; thread < Input.SHARES; thread++) {
            counts.put(thread, new HashMap<>());
        }
    }

    @Override
    public long most() {
        return input.unit();
    }

    @Override
    public void read(int thread, long from, long to) {
        T[] records = input.records(thread);
        Map<String, Count> own = counts.get(thread);
        own.clear();
        for (long position = from; position < to; position++) {
            AdEvent event = reading.apply(records[(int) position & records.length - 1]);
            if (event.eventType().equals(AdEvent.VIEW)) {
                own.computeIfAbsent(AdData.campaign(event.ad()), campaign -> new Count()).views++;
            }
        }
    }

    /** There is so little that one thread does it. */
    @Override
    public void merge(int thread) {
        if (thread != 0) {
            return;
        }
        long answer = 0;
        for (Map<String, Count> each : counts.values()) {
            for (Map.Entry<String, Count> campaign : each.entrySet()) {
                answer += Tally.windowed(second, AdData.number(campaign.getKey()), campaign.getValue().views);
            }
        }
        Tally.addWindow(second++, answer);
    }
}
