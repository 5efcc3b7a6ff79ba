package dev.sluice.intake;

import java.util.List;

/** Keeps the blocks that a receiver stores. Thread-safe. */
interface BlockKeeper {
    /**
     * Keeps a block.
     *
     * @throws dev.sluice.error.StorageException if it could not be kept; nothing of it will be in a batch
     */
    <T> KeptBlock<T> keep(List<T> records);

    /** No batch will read the block. */
    void refuse(KeptBlock<?> block);

    /**
     * Returns once a block that was kept and handed over is as durable as the run promises, and a batch will read it.
     *
     * @throws dev.sluice.error.SluiceException if no batch will
     */
    default void awaitRegistered(KeptBlock<?> block) throws InterruptedException {}
}
