package dev.sluice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects on a thread of its own: drivers know different ways to say how long that may take, and some know none. */
final class Connecting {
    private static final String UNREACHABLE = "08001";

    private Connecting() {}

    /** A connection that is there in time; one that comes late is closed. */
    static Connection within(Duration time, String shown, Callable<Connection> connect) throws Exception {
        CompletableFuture<Connection> connected = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(connect, connected), "connecting to " + shown);
        thread.setDaemon(true);
        thread.start();
        SQLException late = new SQLTimeoutException(
                "no connection in " + time.toMillis() + " ms, which is what networkTimeout says", UNREACHABLE);
        try {
            return connected.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (connected.completeExceptionally(late)) {
                throw late;
            }
            return connected.get();
        } catch (InterruptedException e) {
            connected.completeExceptionally(e);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void run(Callable<Connection> connect, CompletableFuture<Connection> connected) {
        try {
            Connection connection = connect.call();
            if (!connected.complete(connection)) {
                connection.close();
            }
        } catch (Throwable thrown) {
            connected.completeExceptionally(thrown);
        }
    }
}
