package dev.sluice.intake;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.ReceiverHost;
import dev.sluice.error.FencedException;
import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.time.Scheduler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs copies of an agent in this process, begins and loses them as a test says, and loses messages. */
final class HandHost implements ReceiverHost {
    private final IntakeFixture world;
    private @Nullable Agent agent;
    private @Nullable Owner owner;
    private long epoch;
    private boolean placed;
    private boolean closed;
    private volatile int requestsToLose;
    private volatile int answersToLose;

    HandHost(IntakeFixture world) {
        this.world = world;
    }

    @Override
    public synchronized Hosting place(Agent newAgent, Owner newOwner) {
        agent = newAgent;
        owner = newOwner;
        return this::close;
    }

    private synchronized void close() {
        closed = true;
    }

    /** Whether the owner wants no agent any more. */
    synchronized boolean isClosed() {
        return closed;
    }

    /** Begins an agent. */
    void begin() {
        copy(Objects.requireNonNull(agent)).begin(new Site(epoch));
    }

    /** Loses the agent that runs, or is about to begin; what it says from now on is refused. */
    synchronized void lose(String reason) {
        epoch++;
        placed = false;
        Objects.requireNonNull(owner).lost("place " + (epoch - 1), reason);
    }

    /** Loses the next requests on their way. */
    void loseRequests(int number) {
        requestsToLose = number;
    }

    /** Loses the next answers on their way. */
    void loseAnswers(int number) {
        answersToLose = number;
    }

    private synchronized Serializable answer(long from, Serializable message) {
        Owner asked = Objects.requireNonNull(owner);
        if (closed || from != epoch) {
            throw new FencedException("another one has taken over");
        }
        if (!placed) {
            placed = true;
            asked.placed("place " + epoch);
        }
        return asked.answer(message);
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // what was written
    private static <T> T copy(T value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(value);
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private final class Site implements ReceiverHost.Site {
        private final long epoch;

        Site(long epoch) {
            this.epoch = epoch;
        }

        @Override
        public BlockStore blocks() {
            return world.blocks;
        }

        @Override
        public RecordCodec codec() {
            return TypeRegistry.defaults().codec();
        }

        @Override
        public Scheduler scheduler() {
            return world.clock;
        }

        @Override
        public Serializable ask(Serializable message) throws IOException {
            if (requestsToLose > 0) {
                requestsToLose--;
                throw new IOException("the request is lost");
            }
            Serializable answer = copy(answer(epoch, copy(message)));
            if (answersToLose > 0) {
                answersToLose--;
                throw new IOException("the answer is lost");
            }
            return answer;
        }
    }
}
