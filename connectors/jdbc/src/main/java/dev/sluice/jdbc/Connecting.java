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
        try {
            return connected.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException | InterruptedException e) {
            giveUp(connected);
            throw e instanceof InterruptedException
                    ? e
                    : new SQLTimeoutException(
                            "no connection in " + time.toMillis() + " ms, which is what networkTimeout says",
                            UNREACHABLE);
        }
    }

    /** Nobody waits any more: the connection is closed when it comes, or now if it just came. */
    private static void giveUp(CompletableFuture<Connection> connected) throws SQLException {
        if (!connected.cancel(false) && !connected.isCompletedExceptionally()) {
            connected.join().close();
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
