package dev.sluice.intake;

import dev.sluice.engine.BlockStore;
import dev.sluice.plan.Split;

/** A block in the engine's block store, removed when its last record is done with. Used by the batch loop's thread. */
final class KeptBlock<T> {
    private final BlockStore store;
    private final BlockStore.Block<T> block;
    private final WrittenBlock written;
    private long left;

    KeptBlock(BlockStore store, BlockStore.Block<T> block, WrittenBlock written) {
        this.store = store;
        this.block = block;
        this.written = written;
        this.left = block.records();
    }

    long id() {
        return block.id();
    }

    long records() {
        return block.records();
    }

    /** Where it is in the log. */
    WrittenBlock written() {
        return written;
    }

    Split<T> split() {
        return block.split();
    }

    /** So many more records are done with. */
    void release(long records) {
        left -= records;
        if (left == 0) {
            remove();
        }
    }

    /** Forgets the block at once. */
    void remove() {
        store.remove(block.id());
    }

    @Override
    public String toString() {
        return "block " + block.id();
    }
}
