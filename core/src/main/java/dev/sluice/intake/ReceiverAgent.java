package dev.sluice.intake;

import dev.sluice.engine.ReceiverHost;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputLimits;
import dev.sluice.source.Receiver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receiver on its way to another process, and there. */
final class ReceiverAgent<T> implements ReceiverHost.Agent {
    private static final long serialVersionUID = 1L;

    private final int streamId;
    private final String name;
    private final InputLimits limits;
    private final boolean logged;
    private final Receiver<T> receiver;
    private transient @Nullable Shipping<T> shipping;

    ReceiverAgent(InputContext context, Receiver<T> receiver) {
        this.streamId = context.streamId();
        this.name = context.name();
        this.limits = context.limits();
        this.logged = context.log() != null;
        this.receiver = receiver;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> preferredHost() {
        return receiver.preferredLocation();
    }

    int streamId() {
        return streamId;
    }

    InputLimits limits() {
        return limits;
    }

    /** Whether the run has a log, for which the records are to be sent along. */
    boolean isLogged() {
        return logged;
    }

    Receiver<T> receiver() {
        return receiver;
    }

    @Override
    public synchronized void begin(ReceiverHost.Site site) {
        Shipping<T> begun = new Shipping<>(this, site);
        shipping = begun;
        begun.start();
    }

    @Override
    public synchronized void end() {
        if (shipping != null) {
            shipping.end();
        }
    }
}
