package dev.sluice.intake;

import dev.sluice.event.ReceiverInfo;
import dev.sluice.event.StreamingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Writes down what happens to receivers, and lets a test wait for it. */
public final class ReceiverLog implements StreamingListener {
    /** Something that happened. */
    public record Event(String kind, ReceiverInfo info) {}

    private final List<Event> events = new ArrayList<>();

    @Override
    public void onReceiverStarted(ReceiverInfo receiver) {
        add(new Event("started", receiver));
    }

    @Override
    public void onReceiverError(ReceiverInfo receiver) {
        add(new Event("error", receiver));
    }

    @Override
    public void onReceiverStopped(ReceiverInfo receiver) {
        add(new Event("stopped", receiver));
    }

    private synchronized void add(Event event) {
        events.add(event);
        notifyAll();
    }

    /** What happened so far, for example {@code started, error, stopped}. */
    public synchronized List<String> kinds() {
        return events.stream().map(Event::kind).toList();
    }

    /** The event of a kind with this number, from 1; waits until it has happened. */
    public ReceiverInfo await(String kind, int number) {
        return awaitAll(event -> event.kind().equals(kind), number).get(number - 1);
    }

    private synchronized List<ReceiverInfo> awaitAll(Predicate<Event> wanted, int number) {
        while (true) {
            List<ReceiverInfo> found =
                    events.stream().filter(wanted).map(Event::info).toList();
            if (found.size() >= number) {
                return found;
            }
            Patience.waitOn(this, () -> "event " + number + " of its kind in " + events);
        }
    }
}
