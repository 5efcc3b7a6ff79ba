package dev.sluice.examples.demo;

import dev.sluice.time.Clock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** Speaks for a field of tags: who connects hears the lines of all tags from then on, one listener at a time. */
final class TagServer implements AutoCloseable {
    private static final long PAUSE_NANOS = 5_000_000;
    private static final int LINES_MAX = 5_000;

    private final TagField field;
    private final int rate;
    private final Clock clock;
    private final ServerSocket server;

    /** A server on a free port of this machine that speaks so many lines a second. */
    TagServer(TagField field, int rate, Clock clock) throws IOException {
        this.field = field;
        this.rate = rate;
        this.clock = clock;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "tags");
        thread.setDaemon(true);
        thread.start();
    }

    String host() {
        return server.getInetAddress().getHostAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket listener = server.accept()) {
                speak(listener.getOutputStream());
            } catch (IOException gone) {
                // whoever comes next is heard
            }
        }
    }

    private void speak(OutputStream out) throws IOException {
        TagLines lines = new TagLines(field, rate);
        long start = clock.monotonicNanos();
        while (!server.isClosed()) {
            byte[] next = lines.until((clock.monotonicNanos() - start) / 1e9, LINES_MAX);
            out.write(next);
            if (next.length == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
