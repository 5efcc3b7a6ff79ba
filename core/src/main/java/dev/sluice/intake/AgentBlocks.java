package dev.sluice.intake;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StorageException;
import dev.sluice.source.RecordLog;
import dev.sluice.storage.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps blocks where an agent runs, encoded for the owner's log if there is one. */
final class AgentBlocks implements BlockKeeper {
    /** The most records of a block that is made of single ones. */
    static final int LOOSE_MAX = 16_384;

    private final String name;
    private final BlockStore store;
    private final StorageLevel level;
    private final @Nullable RecordCodec codec;
    private final Runnable wake;
    private final Map<KeptBlock<?>, Shipment> stored = new ConcurrentHashMap<>();

    /**
     * A keeper of blocks.
     *
     * @param codec null where there is no log
     * @param wake wakes who ships them
     */
    AgentBlocks(String name, BlockStore store, StorageLevel level, @Nullable RecordCodec codec, Runnable wake) {
        this.name = name;
        this.store = store;
        this.level = level;
        this.codec = codec;
        this.wake = wake;
    }

    @Override
    public <T> KeptBlock<T> keep(List<T> records) {
        try {
            BlockStore.Block<T> block = store.put(records, level);
            KeptBlock<T> kept = new KeptBlock<>(store, block, WrittenBlock.NOWHERE);
            stored.put(kept, shipment(kept, records, true));
            return kept;
        } catch (SluiceException e) {
            throw e.during(LoggedBlockKeeper.failed(name, records));
        } catch (RuntimeException e) {
            throw new StorageException(LoggedBlockKeeper.failed(name, records) + ": " + e, e);
        }
    }

    @Override
    public void refuse(KeptBlock<?> block) {
        stored.remove(block);
        block.remove();
    }

    @Override
    public void awaitRegistered(KeptBlock<?> block) throws InterruptedException {
        wake.run();
        try {
            shipment(block).await();
        } finally {
            stored.remove(block);
        }
    }

    /** A block that was stored as one. */
    Shipment shipment(KeptBlock<?> block) {
        return Objects.requireNonNull(stored.get(block));
    }

    /** Records that were stored one by one, as blocks. */
    <T> List<Shipment> keepLoose(List<T> records) {
        List<Shipment> shipments = new ArrayList<>();
        try {
            for (int from = 0; from < records.size(); from += LOOSE_MAX) {
                List<T> some = records.subList(from, Math.min(records.size(), from + LOOSE_MAX));
                KeptBlock<T> kept = new KeptBlock<>(store, store.put(some, level), WrittenBlock.NOWHERE);
                shipments.add(shipment(kept, some, false));
            }
            return shipments;
        } catch (RuntimeException | Error e) {
            shipments.forEach(shipment -> shipment.block().remove());
            throw e;
        }
    }

    private Shipment shipment(KeptBlock<?> block, List<?> records, boolean awaited) {
        try {
            return new Shipment(block, content(records), awaited, new CompletableFuture<>());
        } catch (RuntimeException | Error e) {
            block.remove();
            throw e;
        }
    }

    private List<RecordLog.Encoded> content(List<?> records) {
        if (codec == null) {
            return List.of();
        }
        List<RecordLog.Encoded> content = new ArrayList<>();
        Stretches<Object> stretches = new Stretches<>(records.iterator());
        while (stretches.hasNext()) {
            List<Object> stretch = stretches.next();
            content.add(new RecordLog.Encoded(stretch.size(), codec.encodeAll(stretch)));
        }
        return List.copyOf(content);
    }

    /** Nothing that was stored will be taken any more. */
    void end(SluiceException reason) {
        stored.values().forEach(shipment -> shipment.refuse(reason));
    }
}
