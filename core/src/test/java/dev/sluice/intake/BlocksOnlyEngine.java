package dev.sluice.intake;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.ReceiverHost;
import dev.sluice.engine.StateStore;
import java.util.Optional;

/** As much of an engine as an input needs: blocks, and a number of partitions. Anything else is a mistake. */
public record BlocksOnlyEngine(MemoryBlocks memory, int defaultParallelism, Optional<ReceiverHost> receiverHost)
        implements Engine {
    /** An engine whose receivers run in this process. */
    public BlocksOnlyEngine(MemoryBlocks memory, int defaultParallelism) {
        this(memory, defaultParallelism, Optional.empty());
    }

    @Override
    public BlockStore blocks() {
        return memory;
    }

    @Override
    public JobGroup open(GroupOptions options) {
        throw unasked();
    }

    @Override
    public long newPersistId() {
        throw unasked();
    }

    @Override
    public void unpersist(long persistId) {
        throw unasked();
    }

    @Override
    public StateStore states() {
        throw unasked();
    }

    @Override
    public <T> Broadcast<T> broadcast(T value) {
        throw unasked();
    }

    @Override
    public Counter counter(String name) {
        throw unasked();
    }

    @Override
    public void close() {}

    private static AssertionError unasked() {
        return new AssertionError("an input keeps blocks and computes nothing");
    }
}
