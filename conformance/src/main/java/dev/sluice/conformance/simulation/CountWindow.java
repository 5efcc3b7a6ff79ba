package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** For each key, after every so many of its records, the sum of the last ones. */
record CountWindow(int length, int every) implements Operation {
    @Override
    public DStream<Event> define(DStream<Event> stream) {
        return stream.mapToPair(Keyed::value)
                .aggregateByKey(Window.slidingCount(length, every), Aggregates.<Long>sumLong(value -> value), 2)
                .map(Keyed::event);
    }

    @Override
    public List<Cut> expect(List<Cut> cuts, long phaseMillis) {
        TreeMap<Integer, List<Long>> seen = new TreeMap<>();
        List<Cut> expected = new ArrayList<>();
        for (Cut cut : cuts) {
            List<Event> out = new ArrayList<>();
            for (Event event : cut.events()) {
                List<Long> values = seen.computeIfAbsent(event.key(), key -> new ArrayList<>());
                values.add(event.value());
                if (values.size() % every == 0) {
                    out.add(Event.made(event.key(), sumOfLast(values)));
                }
            }
            expected.add(cut.with(out));
        }
        return expected;
    }

    private long sumOfLast(List<Long> values) {
        return values.subList(Math.max(0, values.size() - length), values.size()).stream()
                .mapToLong(value -> value)
                .sum();
    }

    @Override
    public boolean needsOrder() {
        return true;
    }
}
