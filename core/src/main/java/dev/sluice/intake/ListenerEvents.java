package dev.sluice.intake;

import dev.sluice.event.ReceiverInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.source.InputContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener and the log of a receiver. A listener that throws is logged. Thread-safe. */
final class ListenerEvents implements ReceiverEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerEvents.class);

    private final InputContext context;
    private final Supplier<String> location;

    /** Events of a receiver that runs where the supplier says, see {@link ReceiverInfo#location}. */
    ListenerEvents(InputContext context, Supplier<String> location) {
        this.context = context;
        this.location = location;
    }

    @Override
    public void started(long starts) {
        LOG.info("{}: receiver started, start {}", context.name(), starts);
        tell(StreamingListener::onReceiverStarted, info(true, starts, "started", null));
    }

    @Override
    public void failed(boolean active, long starts, String message, @Nullable Throwable cause) {
        LOG.warn("{}: {}", context.name(), message, cause);
        tell(StreamingListener::onReceiverError, info(active, starts, message, cause));
    }

    @Override
    public void stopped(long starts, String message, @Nullable Throwable cause) {
        LOG.info("{}: receiver stopped: {}", context.name(), message);
        tell(StreamingListener::onReceiverStopped, info(false, starts, message, cause));
    }

    private ReceiverInfo info(boolean active, long starts, String message, @Nullable Throwable cause) {
        return new ReceiverInfo(
                context.streamId(),
                context.name(),
                active,
                starts,
                message,
                Optional.ofNullable(cause),
                location.get());
    }

    private void tell(BiConsumer<StreamingListener, ReceiverInfo> event, ReceiverInfo info) {
        try {
            event.accept(context.listener(), info);
        } catch (Throwable e) {
            LOG.warn("{}: a listener threw on {}", context.name(), info, e);
        }
    }
}
