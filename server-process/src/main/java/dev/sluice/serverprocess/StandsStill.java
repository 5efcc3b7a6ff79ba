package dev.sluice.serverprocess;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A server that stands still when a certain record comes for the first time, and goes on when two attempts to write have
 * failed. One at a time; closing it lets the server go on in any case.
 */
public final class StandsStill implements AutoCloseable {
    /** The record. */
    public static final String STAND_STILL = "stand still";

    private static final int ATTEMPTS = 2;
    private static final AtomicReference<@Nullable ServerProcess> SERVER = new AtomicReference<>();

    private final ServerProcess server;
    private final List<String> failures = new CopyOnWriteArrayList<>();

    /** It is the server's turn to stand still. */
    public StandsStill(ServerProcess server) {
        this.server = server;
        SERVER.set(server);
    }

    /** The record; at {@link #STAND_STILL} the server does. */
    public static String pass(String value) {
        ServerProcess running = value.equals(STAND_STILL) ? SERVER.getAndSet(null) : null;
        if (running != null) {
            running.suspend();
        }
        return value;
    }

    /** Takes note of an attempt that failed; at the second one the server goes on. */
    public void failed(Throwable failure) {
        if (SERVER.get() == null && failures.size() < ATTEMPTS) {
            failures.add(String.valueOf(failure.getMessage()));
            if (failures.size() == ATTEMPTS) {
                server.resume();
            }
        }
    }

    /** What the failures said. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        server.resume();
    }
}
