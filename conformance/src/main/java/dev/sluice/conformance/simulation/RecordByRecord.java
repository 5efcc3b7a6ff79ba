package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Operators that know one batch only. */
enum RecordByRecord implements Operation {
    MAP(true) {
        @Override
        public DStream<Event> define(DStream<Event> stream) {
            return stream.map(event -> event.withValue(event.value() * 3 + 1));
        }

        @Override
        List<Event> expect(List<Event> events) {
            return events.stream()
                    .map(event -> event.withValue(event.value() * 3 + 1))
                    .toList();
        }
    },
    FILTER(true) {
        @Override
        public DStream<Event> define(DStream<Event> stream) {
            return stream.filter(event -> event.value() % 3 != 0);
        }

        @Override
        List<Event> expect(List<Event> events) {
            return events.stream().filter(event -> event.value() % 3 != 0).toList();
        }
    },
    FLAT_MAP(true) {
        @Override
        public DStream<Event> define(DStream<Event> stream) {
            return stream.flatMap(RecordByRecord::twice);
        }

        @Override
        List<Event> expect(List<Event> events) {
            return events.stream().flatMap(event -> twice(event).stream()).toList();
        }
    },
    REPARTITION(false) {
        @Override
        public DStream<Event> define(DStream<Event> stream) {
            return stream.repartition(3);
        }

        @Override
        List<Event> expect(List<Event> events) {
            return events;
        }
    },
    REDUCE(false) {
        @Override
        public DStream<Event> define(DStream<Event> stream) {
            return stream.mapToPair(Keyed::value).reduceByKey(Long::sum, 2).map(Keyed::event);
        }

        @Override
        List<Event> expect(List<Event> events) {
            TreeMap<Integer, Long> sums = new TreeMap<>();
            events.forEach(event -> sums.merge(event.key(), event.value(), Long::sum));
            return Keyed.events(sums);
        }
    };

    private final boolean keepsOrder;

    RecordByRecord(boolean keepsOrder) {
        this.keepsOrder = keepsOrder;
    }

    abstract List<Event> expect(List<Event> events);

    @Override
    public List<Cut> expect(List<Cut> cuts, long phaseMillis) {
        List<Cut> expected = new ArrayList<>();
        cuts.forEach(cut -> expected.add(cut.with(expect(cut.events()))));
        return expected;
    }

    @Override
    public boolean keepsOrder() {
        return keepsOrder;
    }

    private static List<Event> twice(Event event) {
        return List.of(event, new Event(event.id() + 1_000_000, (event.key() + 1) % 4, event.value() + 1));
    }
}
