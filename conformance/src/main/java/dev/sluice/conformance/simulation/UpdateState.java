package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A running sum for each key, dropped where it becomes a multiple of seven; all of them come out in every batch. */
record UpdateState() implements Operation {
    @Override
    public DStream<Event> define(DStream<Event> stream) {
        return stream.mapToPair(Keyed::value)
                .<Long>updateStateByKey(UpdateState::next, 2)
                .map(Keyed::event);
    }

    @Override
    public List<Cut> expect(List<Cut> cuts, long phaseMillis) {
        TreeMap<Integer, Long> states = new TreeMap<>();
        List<Cut> expected = new ArrayList<>();
        for (Cut cut : cuts) {
            TreeSet<Integer> keys = new TreeSet<>(states.keySet());
            cut.events().forEach(event -> keys.add(event.key()));
            for (int key : keys) {
                Optional<Long> next = next(values(cut, key), Optional.ofNullable(states.remove(key)));
                next.ifPresent(sum -> states.put(key, sum));
            }
            expected.add(cut.with(Keyed.events(states)));
        }
        return expected;
    }

    private static List<Long> values(Cut cut, int key) {
        return cut.events().stream()
                .filter(event -> event.key() == key)
                .map(Event::value)
                .toList();
    }

    private static Optional<Long> next(List<Long> values, Optional<Long> state) {
        long sum = state.orElse(1L);
        for (long value : values) {
            sum += value;
        }
        return sum % 7 == 0 ? Optional.empty() : Optional.of(sum);
    }
}
