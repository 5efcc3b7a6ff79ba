package dev.sluice.conformance.simulation;

import java.util.List;

/** What a stream has in one batch. */
record Cut(long timeMillis, List<Event> events) {
    Cut {
        events = List.copyOf(events);
    }

    Cut with(List<Event> others) {
        return new Cut(timeMillis, others);
    }

    List<String> sortedLines() {
        return events.stream().map(Event::text).sorted().toList();
    }
}
