package dev.sluice.intake;

import dev.sluice.engine.ReceiverHost;
import dev.sluice.error.FencedException;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.error.StorageException;
import dev.sluice.source.Receiver;
import dev.sluice.time.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the receiver of an agent and sends what it stores to the owner, in order: at once where a thread waits for it, else
 * at every interval, which also tells the owner that the agent is alive. What was sent stays until it is taken.
 */
final class Shipping<T> {
    /** The time between two reports where no thread waits for one. */
    static final Duration INTERVAL = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);
    private static final Duration WITHOUT_LIMIT = Duration.ofDays(365);

    private final ReceiverAgent<T> agent;
    private final ReceiverHost.Site site;
    private final Handover<T> handover;
    private final AgentBlocks blocks;
    private final AgentEvents events = new AgentEvents();
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;

    /** What waits to be taken, and the reading that it is of. */
    private final List<Shipment> waiting = new ArrayList<>();

    private @Nullable Take<T> reading;
    private @Nullable Supervision<T> supervision;
    private boolean stopping;
    private boolean troubled;
    private boolean ended;
    private long sequence;
    private long room;

    Shipping(ReceiverAgent<T> agent, ReceiverHost.Site site) {
        this.agent = agent;
        this.site = site;
        this.handover = new Handover<>(agent.limits().bufferedRecordsMax(), () -> {});
        this.blocks = new AgentBlocks(
                agent.name(),
                site.blocks(),
                agent.receiver().storageLevel(),
                agent.isLogged() ? site.codec() : null,
                wakes::release);
        this.thread = new Thread(this::run, "sluice-" + agent.name() + "-shipping-" + agent.streamId());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            OwnerAnswer first = tell(List.of(), false);
            boolean done = first.stop();
            if (done) {
                OwnerAnswer ignored = tell(List.of(), true);
            } else {
                begin(first.starts());
            }
            while (!done) {
                awaitNext();
                done = ship();
            }
        } catch (FencedException over) {
            LOG.info("{}: does not run here any more: {}", agent.name(), over.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("{}: the receiver cannot go on here", agent.name(), e);
        } finally {
            end();
        }
    }

    private void begin(long startsBefore) {
        ReceiverTerms terms =
                new ReceiverTerms(agent.streamId(), agent.name(), agent.limits(), site.scheduler(), startsBefore);
        Receiver<T> receiver = agent.receiver();
        Supervision<T> begun = new Supervision<>(terms, receiver, handover, events, blocks);
        receiver.attach(begun);
        synchronized (this) {
            if (ended) {
                return;
            }
            supervision = begun;
        }
        begun.start();
    }

    /**
     * Ends everything at once. Whether what was sent last is taken nobody here knows: who waits for it hears that it is
     * not to be acknowledged, and the owner forgets the blocks that it has not taken.
     */
    void end() {
        Supervision<T> running;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            running = supervision;
        }
        if (running != null) {
            running.stop(Duration.ZERO);
        }
        handover.close();
        blocks.end(new ReceiverStoppedException(
                agent.name() + ": the receiver does not run in this process any more; do not acknowledge the block"));
        thread.interrupt();
    }

    private void awaitNext() throws InterruptedException {
        Cancellable tick = site.scheduler().schedule(INTERVAL, wakes::release);
        try {
            wakes.acquire();
            wakes.drainPermits();
        } finally {
            tick.cancel();
        }
    }

    /** Sends what waits, as much as there is room for. Returns whether the receiver has ended and all is sent. */
    private boolean ship() throws InterruptedException {
        boolean over = isOver();
        if (waiting.isEmpty()) {
            read();
        }
        int sent = fitting();
        boolean done = over && waiting.isEmpty() && handover.waiting() == 0;
        settle(sent, tell(waiting.subList(0, sent), done));
        return done;
    }

    private synchronized boolean isOver() {
        return supervision != null && supervision.isDone();
    }

    private void read() {
        Take<T> take = handover.take(Long.MAX_VALUE);
        try {
            waiting.addAll(cut(take.pieces()));
            reading = take;
            troubled = false;
            confirmIfTaken();
        } catch (RuntimeException e) {
            waiting.clear();
            if (!troubled) {
                troubled = true;
                events.troubled("what was stored could not be kept here and stays waiting: " + e, e);
            }
        }
    }

    private List<Shipment> cut(List<Piece<T>> pieces) {
        List<Shipment> shipments = new ArrayList<>();
        List<RecordPiece<T>> loose = new ArrayList<>();
        for (Piece<T> piece : pieces) {
            if (piece instanceof BlockPiece<T> stored) {
                keep(loose, shipments);
                shipments.add(blocks.shipment(stored.block()));
            } else if (piece instanceof RecordPiece<T> records) {
                loose.add(records);
            }
        }
        keep(loose, shipments);
        return shipments;
    }

    private void keep(List<RecordPiece<T>> loose, List<Shipment> shipments) {
        if (!loose.isEmpty()) {
            shipments.addAll(blocks.keepLoose(new RecordList<>(loose)));
            loose.clear();
        }
    }

    /** How many of the shipments there is room for; one larger than all the room is sent when that is empty. */
    private int fitting() {
        long records = 0;
        int fitting = 0;
        boolean empty = room >= agent.limits().bufferedRecordsMax();
        for (Shipment shipment : waiting) {
            records += shipment.block().records();
            if (records > room && !(empty && fitting == 0)) {
                break;
            }
            fitting++;
        }
        return fitting;
    }

    private OwnerAnswer tell(List<Shipment> sent, boolean done) throws InterruptedException {
        List<AgentBlock> told = sent.stream().map(Shipment::told).toList();
        OwnerAnswer answer = exchange(new AgentReport(sequence++, told, events.take(), done));
        room = answer.room();
        if (answer.stop() && !stopping) {
            stopping = true;
            stop();
        }
        return answer;
    }

    private OwnerAnswer exchange(AgentReport report) throws InterruptedException {
        while (true) {
            try {
                return (OwnerAnswer) site.ask(report);
            } catch (IOException unheard) {
                LOG.warn("{}: the program does not answer, it is asked again: {}", agent.name(), unheard.toString());
                awaitNext();
            }
        }
    }

    private void settle(int sent, OwnerAnswer answer) {
        List<Shipment> shipments = waiting.subList(0, sent);
        String refusal = answer.refusal();
        if (refusal == null) {
            shipments.forEach(Shipment::taken);
            shipments.clear();
        } else {
            List<Shipment> refused =
                    shipments.stream().filter(Shipment::awaited).toList();
            refused.forEach(shipment -> {
                shipment.block().remove();
                shipment.refuse(new StorageException(refusal));
            });
            shipments.removeIf(Shipment::awaited);
        }
        confirmIfTaken();
    }

    private void confirmIfTaken() {
        Take<T> take = reading;
        if (take != null && waiting.isEmpty()) {
            reading = null;
            handover.confirm(take);
        }
    }

    /** Ends the receiver for good, in its own time. */
    private synchronized void stop() {
        Supervision<T> running = supervision;
        if (running != null) {
            Thread stopping = new Thread(() -> running.stop(WITHOUT_LIMIT), thread.getName() + "-stop");
            stopping.setDaemon(true);
            stopping.start();
        }
    }
}
