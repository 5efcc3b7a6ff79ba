package dev.sluice.engine.spark;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.ReceiverHost;
import dev.sluice.storage.RecordCodec;
import dev.sluice.time.Scheduler;
import dev.sluice.time.SystemScheduler;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** A process of Spark's, as an agent sees it. */
final class AgentSite implements ReceiverHost.Site {
    private final UUID copy = UUID.randomUUID();
    private final Placing placing;
    private final BlockStore blocks;

    AgentSite(Placing placing) {
        this.placing = placing;
        this.blocks = new SiteBlocks(placing.letters(), placing.series());
    }

    Placing placing() {
        return placing;
    }

    @Override
    public BlockStore blocks() {
        return blocks;
    }

    @Override
    public RecordCodec codec() {
        return Types.codec(placing.letters().engine());
    }

    @Override
    public Scheduler scheduler() {
        return Timer.SCHEDULER;
    }

    @Override
    public Serializable ask(Serializable message) throws IOException, InterruptedException {
        Letter letter =
                new Letter.Report(placing.hosting(), placing.epoch(), copy, Spark.host(), Spark.executor(), message);
        return Objects.requireNonNull(placing.letters().ask(letter));
    }

    /** One for all agents of a process; there from the first of them on. */
    private static final class Timer {
        private static final SystemScheduler SCHEDULER = new SystemScheduler("sluice-receivers");
    }
}
