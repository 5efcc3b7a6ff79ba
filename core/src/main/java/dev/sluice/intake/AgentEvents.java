package dev.sluice.intake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of a receiver that wait to be told to its owner. */
final class AgentEvents implements ReceiverEvents {
    private final List<AgentEvent> waiting = new ArrayList<>();
    private volatile long latest;

    @Override
    public void started(long starts) {
        latest = starts;
        add(AgentEvent.of(AgentEvent.Kind.STARTED, true, starts, "started", null));
    }

    @Override
    public void failed(boolean active, long starts, String message, @Nullable Throwable cause) {
        add(AgentEvent.of(AgentEvent.Kind.FAILED, active, starts, message, cause));
    }

    @Override
    public void stopped(long starts, String message, @Nullable Throwable cause) {
        add(AgentEvent.of(AgentEvent.Kind.STOPPED, false, starts, message, cause));
    }

    /** Something went wrong around the start that runs. */
    void troubled(String message, Throwable cause) {
        failed(true, latest, message, cause);
    }

    private synchronized void add(AgentEvent event) {
        waiting.add(event);
    }

    /** What happened since this was asked last. */
    synchronized List<AgentEvent> take() {
        List<AgentEvent> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }
}
