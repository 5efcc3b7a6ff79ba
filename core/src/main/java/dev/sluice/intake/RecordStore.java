package dev.sluice.intake;

import dev.sluice.error.ReceiverStoppedException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts what the threads of a receiver store into the handover: each record or block is in, or refused by an error. */
final class RecordStore<T> {
    private final String name;
    private final Handover<T> handover;
    private final ThreadStarts threads;
    private final BlockKeeper blocks;
    private final Supplier<String> refusal;

    @SuppressWarnings("ThreadLocalUsage") // one for each receiver is what it is about
    private final ThreadLocal<@Nullable Producer<T>> producers = new ThreadLocal<>();

    /** The producer of the thread that came last, mostly the only one; another thread reads only whose it is. */
    private @Nullable Producer<T> latest;

    /** A store for the receiver of this name; {@code refusal} says why a record is refused at the moment. */
    RecordStore(String name, Handover<T> handover, ThreadStarts threads, BlockKeeper blocks, Supplier<String> refusal) {
        this.name = name;
        this.handover = handover;
        this.threads = threads;
        this.blocks = blocks;
        this.refusal = refusal;
    }

    void store(T record) {
        Producer<T> producer = producer();
        if (producer.isOutOfRoom()) {
            producer.allow(roomForRecords(producer));
        }
        if (!producer.add(record)) {
            throw refused("the record");
        }
        handover.arrived();
    }

    /** Stores records as if one by one; what is refused are all from one of them on. */
    void storeEach(List<T> records) {
        Producer<T> producer = producer();
        int done = 0;
        while (done < records.size()) {
            if (producer.isOutOfRoom()) {
                producer.allow(roomForRecords(producer));
            }
            int added = producer.add(records, done);
            if (added == 0) {
                throw refused("what was stored");
            }
            done += added;
            handover.arrived();
        }
    }

    void storeBlock(List<T> records) {
        Producer<T> producer = producer();
        awaitRoomForBlock(producer, records.size());
        KeptBlock<T> block;
        try {
            block = blocks.keep(records);
            if (!producer.add(block)) {
                blocks.refuse(block);
                throw refused("the block of " + records.size() + " records");
            }
        } finally {
            handover.room().blockIsIn(records.size());
        }
        handover.arrived();
        awaitRegistered(block);
    }

    private void awaitRegistered(KeptBlock<T> block) {
        try {
            blocks.awaitRegistered(block);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiverStoppedException(
                    name
                            + ": the thread was interrupted before the block was registered; it may arrive or not, so do not"
                            + " acknowledge it",
                    e);
        }
    }

    private Producer<T> producer() {
        Producer<T> producer = latest;
        if (producer == null || producer.thread() != Thread.currentThread()) {
            producer = producers.get();
        }
        return producer == null || producer.isClosed() ? registered() : producer;
    }

    private Producer<T> registered() {
        Producer<T> producer = handover.register(threads.ofThisThread());
        if (producer == null) {
            throw refused("what was stored");
        }
        producers.set(producer);
        latest = producer;
        return producer;
    }

    private int roomForRecords(Producer<T> producer) {
        try {
            int granted = handover.room().forRecords(producer);
            if (granted == 0) {
                throw refused("the record");
            }
            return granted;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void awaitRoomForBlock(Producer<T> producer, int records) {
        try {
            if (!handover.room().forBlock(producer, records)) {
                throw refused("the block of " + records + " records");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ReceiverStoppedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ReceiverStoppedException(
                name + ": the thread was interrupted while it waited for room; nothing was taken", e);
    }

    private ReceiverStoppedException refused(String what) {
        return new ReceiverStoppedException(name + ": " + what + " is refused: " + refusal.get());
    }
}
