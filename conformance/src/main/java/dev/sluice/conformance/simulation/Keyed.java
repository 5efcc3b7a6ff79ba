package dev.sluice.conformance.simulation;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events as pairs and back. */
final class Keyed {
    private Keyed() {}

    static KeyValue<Integer, Event> event(Event event) {
        return KeyValue.of(event.key(), event);
    }

    static KeyValue<Integer, Long> value(Event event) {
        return KeyValue.of(event.key(), event.value());
    }

    static Event event(KeyValue<Integer, Long> pair) {
        return Event.made(pair.key(), pair.value());
    }

    static List<Event> events(Map<Integer, Long> values) {
        List<Event> events = new ArrayList<>();
        values.forEach((key, value) -> events.add(Event.made(key, value)));
        return events;
    }
}
