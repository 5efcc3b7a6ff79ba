package dev.sluice.serverprocess;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A function of programs that write to a server: when a certain record comes for the first time, the server dies. */
public final class DiesOnce {
    /** The record. */
    public static final String DIE = "die";

    private static final AtomicReference<@Nullable ServerProcess> SERVER = new AtomicReference<>();

    private DiesOnce() {}

    /** The server for the next occasion. */
    public static void arm(ServerProcess server) {
        SERVER.set(server);
    }

    /** The record; at {@link #DIE} the server is killed and started again. */
    public static String pass(String value) {
        ServerProcess living = value.equals(DIE) ? SERVER.getAndSet(null) : null;
        if (living != null) {
            living.kill();
            living.start();
        }
        return value;
    }
}
