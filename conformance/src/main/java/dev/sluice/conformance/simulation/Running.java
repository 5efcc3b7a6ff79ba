package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Each record with the running sum of its key, which begins anew after some idle time; the end of a sum comes out too. */
record Running(int timeoutSeconds) implements Operation {
    @Override
    public DStream<Event> define(DStream<Event> stream) {
        return stream.mapToPair(Keyed::event)
                .mapWithState(StateSpec.<Integer, Event, Long, Event>function(Running::sum)
                        .numPartitions(2)
                        .timeout(Duration.ofSeconds(timeoutSeconds)));
    }

    private static Event sum(Integer key, Optional<Event> event, State<Long> state) {
        if (event.isEmpty()) {
            return Event.made(key, state.get());
        }
        long sum = state.getOption().orElse(0L) + event.get().value();
        state.update(sum);
        return event.get().withValue(sum);
    }

    @Override
    public List<Cut> expect(List<Cut> cuts, long phaseMillis) {
        TreeMap<Integer, Long> sums = new TreeMap<>();
        TreeMap<Integer, Long> touched = new TreeMap<>();
        List<Cut> expected = new ArrayList<>();
        for (Cut cut : cuts) {
            List<Event> out = new ArrayList<>();
            for (Event event : cut.events()) {
                out.add(event.withValue(sums.merge(event.key(), event.value(), Long::sum)));
                touched.put(event.key(), cut.timeMillis());
            }
            long deadline = cut.timeMillis() - timeoutSeconds * 1000L;
            for (Map.Entry<Integer, Long> last : new TreeMap<>(touched).entrySet()) {
                if (last.getValue() < deadline) {
                    touched.remove(last.getKey());
                    out.add(Event.made(last.getKey(), Objects.requireNonNull(sums.remove(last.getKey()))));
                }
            }
            expected.add(cut.with(out));
        }
        return expected;
    }

    @Override
    public boolean needsOrder() {
        return true;
    }
}
