package dev.sluice.engine.spark;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.ReceiverHost;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An agent in this JVM that a test speaks through: says hello when it begins, then what it is told to. */
final class EchoAgent implements ReceiverHost.Agent {
    private static final long serialVersionUID = 1L;
    private static final int PATIENCE_SECONDS = 60;
    private static final BlockingQueue<EchoAgent> BEGUN = new LinkedBlockingQueue<>();

    private final String name;
    private final Object held;
    private transient volatile ReceiverHost.Site site;

    /** An agent that holds something. */
    EchoAgent(String name, Object held) {
        this.name = name;
        this.held = held;
    }

    /** The agent that begins next. */
    static EchoAgent next() throws InterruptedException {
        EchoAgent begun = BEGUN.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (begun == null) {
            throw new AssertionError("no agent begins");
        }
        return begun;
    }

    Object held() {
        return held;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> preferredHost() {
        return Optional.empty();
    }

    @Override
    public void begin(ReceiverHost.Site begunAt) {
        site = begunAt;
        BEGUN.add(this);
    }

    @Override
    public void end() {}

    ReceiverHost.Site site() {
        return site;
    }

    Serializable say(Serializable message) throws Exception {
        return site.ask(message);
    }

    long put(List<Integer> records, StorageLevel level) {
        return site.blocks().put(records, level).id();
    }
}
