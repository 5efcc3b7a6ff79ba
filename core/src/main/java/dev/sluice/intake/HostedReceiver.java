package dev.sluice.intake;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.ReceiverHost;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.SluiceException;
import dev.sluice.source.InputContext;
import dev.sluice.source.Receiver;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver that runs in another process, as the program sees it: hands over the blocks that its agent tells of, once they
 * are in the log if there is one. Each report counts once, however often it comes. Thread-safe.
 */
final class HostedReceiver<T> implements RunningReceiver<T>, ReceiverHost.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(HostedReceiver.class);
    private static final long NOTHING = -1;

    private final CountDownLatch done = new CountDownLatch(1);
    private final ReceiverHost host;
    private final InputContext context;
    private final Receiver<T> receiver;
    private final Handover<T> handover;
    private final @Nullable WriteAhead ahead;
    private final ReceiverEvents events;
    private volatile String location = "";
    private ReceiverHost.@Nullable Hosting hosting;
    private @Nullable Producer<T> producer;
    private @Nullable OwnerAnswer said;
    private long heard = NOTHING;
    private long epoch;
    private long starts;
    private boolean placed;
    private boolean active;
    private boolean stopping;

    HostedReceiver(
            ReceiverHost host,
            InputContext context,
            Receiver<T> receiver,
            Handover<T> handover,
            @Nullable WriteAhead ahead) {
        this.host = host;
        this.context = context;
        this.receiver = receiver;
        this.handover = handover;
        this.ahead = ahead;
        this.events = new ListenerEvents(context, () -> location);
    }

    @Override
    public synchronized void start() {
        if (!stopping) {
            hosting = host.place(new ReceiverAgent<>(context, receiver), this);
        }
    }

    @Override
    public boolean stop(Duration timeout) {
        ReceiverHost.Hosting running = ask();
        boolean quiet = !isPlaced() || awaitDone(timeout);
        if (running != null) {
            running.close();
        }
        handover.close();
        done.countDown();
        return quiet;
    }

    /** Has the agent told to stop at its next report. */
    private synchronized ReceiverHost.@Nullable Hosting ask() {
        stopping = true;
        if (hosting == null) {
            done.countDown();
        }
        return hosting;
    }

    private synchronized boolean isPlaced() {
        return placed;
    }

    private boolean awaitDone(Duration timeout) {
        try {
            return done.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void placed(String newLocation) {
        location = newLocation;
        placed = true;
        heard = NOTHING;
        producer = null;
        epoch++;
        handover.open(epoch);
        LOG.info("{}: the receiver is at {}", context.name(), newLocation);
    }

    @Override
    public void lost(String lostLocation, String reason) {
        synchronized (this) {
            handover.close();
            placed = false;
            boolean wasActive = active;
            active = false;
            String message = stopping
                    ? reason + "; it was to stop anyway"
                    : reason + "; the receiver starts again in another process, and what was not taken there is gone";
            events.failed(false, starts, message, null);
            if (wasActive) {
                events.stopped(starts, message, null);
            }
            if (!stopping) {
                return;
            }
        }
        finish();
    }

    @Override
    public Serializable answer(Serializable message) {
        AgentReport report = (AgentReport) message;
        OwnerAnswer answer = hear(report);
        if (report.done()) {
            finish();
        }
        return answer;
    }

    private synchronized OwnerAnswer hear(AgentReport report) {
        OwnerAnswer last = said;
        if (last != null && report.sequence() == heard) {
            return last;
        }
        report.events().forEach(this::tell);
        String refusal = report.blocks().isEmpty() ? null : refusal(report.blocks());
        long room = Math.max(0, context.limits().bufferedRecordsMax() - handover.waiting());
        OwnerAnswer answer = new OwnerAnswer(refusal, stopping, starts, room);
        heard = report.sequence();
        said = answer;
        return answer;
    }

    private void tell(AgentEvent event) {
        starts = Math.max(starts, event.starts());
        active = switch (event.kind()) {
            case STARTED -> true;
            case FAILED -> event.active();
            case STOPPED -> false;
        };
        event.tell(events);
    }

    /** Takes the blocks, or says why not. */
    private @Nullable String refusal(List<AgentBlock> blocks) {
        try {
            take(blocks, written(blocks));
            return null;
        } catch (SluiceException e) {
            LOG.warn("{}: what the receiver stored could not be taken", context.name(), e);
            return String.valueOf(e.getMessage());
        }
    }

    private List<WrittenBlock> written(List<AgentBlock> blocks) {
        return ahead == null
                ? Collections.nCopies(blocks.size(), WrittenBlock.NOWHERE)
                : ahead.writeEncoded(blocks.stream().map(AgentBlock::content).toList());
    }

    private void take(List<AgentBlock> blocks, List<WrittenBlock> written) {
        int handed = 0;
        try {
            while (handed < blocks.size()) {
                hand(adopted(blocks.get(handed), written.get(handed)));
                handed++;
            }
        } finally {
            if (ahead != null) {
                written.subList(handed, written.size()).forEach(ahead::giveUp);
            }
        }
        handover.arrived();
    }

    private KeptBlock<T> adopted(AgentBlock block, WrittenBlock written) {
        BlockStore store = context.engine().blocks();
        BlockStore.Block<T> adopted = store.adopt(
                block.id(),
                block.records(),
                receiver.storageLevel(),
                ahead == null ? null : ahead.read(written, block.records()));
        return new KeptBlock<>(store, adopted, written);
    }

    /** The threads that answer agents come and go, and with one of them what it wrote into. */
    private void hand(KeptBlock<T> block) {
        Producer<T> open = producer;
        while (open == null || !open.add(block)) {
            open = handover.register(ThreadStarts.NONE);
            if (open == null) {
                throw new IllegalLifecycleException(context.name() + ": the receiver is stopped");
            }
            producer = open;
        }
    }

    private void finish() {
        ReceiverHost.Hosting over;
        synchronized (this) {
            over = hosting;
        }
        done.countDown();
        handover.close();
        if (over != null) {
            over.close();
        }
    }

    @Override
    public int streamId() {
        return context.streamId();
    }

    @Override
    public void store(T record) {
        throw elsewhere();
    }

    @Override
    public void storeBlock(List<T> records) {
        throw elsewhere();
    }

    @Override
    public void reportError(String message, @Nullable Throwable cause) {
        throw elsewhere();
    }

    @Override
    public void restart(String message, @Nullable Throwable cause, @Nullable Duration delay) {
        throw elsewhere();
    }

    @Override
    public void stop(String message, @Nullable Throwable cause) {
        LOG.info("{}: the program stops the receiver: {}", context.name(), message, cause);
        ReceiverHost.Hosting ignored = ask();
    }

    private IllegalLifecycleException elsewhere() {
        return new IllegalLifecycleException(context.name() + ": the receiver runs in another process"
                + (location.isEmpty() ? "" : ", at " + location)
                + ", and this is what it was copied from; store, report and restart from onStart on, in threads that it"
                + " begins");
    }

    @Override
    public synchronized boolean isStarted() {
        return active;
    }

    @Override
    public synchronized boolean isStopped() {
        return stopping || (starts > 0 && !active);
    }

    @Override
    public boolean isDone() {
        return done.getCount() == 0;
    }
}
