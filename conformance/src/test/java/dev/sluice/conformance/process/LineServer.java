package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A source that keeps its lines until they are acknowledged: whoever connects gets all that were not, and then all that
 * come. A line begins with its number, from 1 on. Thread-safe.
 */
final class LineServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final ServerSocket server;
    private final List<String> lines = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final CountDownLatch allAcknowledged = new CountDownLatch(1);
    private int acknowledged;
    private int sentMost;
    private int sentAgain;
    private boolean complete;
    private boolean closed;

    LineServer() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** How many lines were sent that had been sent before. */
    synchronized int sentAgain() {
        return sentAgain;
    }

    /** Waits until all lines are acknowledged; no more come. */
    void awaitAllAcknowledged() throws InterruptedException {
        synchronized (this) {
            complete = true;
            acknowledge(acknowledged);
        }
        assertThat(allAcknowledged.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        server.close();
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "line server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                synchronized (this) {
                    sockets.add(socket);
                }
                begin(() -> send(socket));
                begin(() -> takeAcknowledgements(socket));
            }
        } catch (IOException e) {
            synchronized (this) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void send(Socket socket) {
        int next;
        synchronized (this) {
            next = acknowledged;
        }
        try (Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)) {
            for (String line = await(next); line != null; line = await(next)) {
                next++;
                out.write(line + "\n");
                out.flush();
            }
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String await(int index) throws InterruptedException {
        while (index >= lines.size() && !closed) {
            wait();
        }
        if (closed) {
            return null;
        }
        sentAgain += index < sentMost ? 1 : 0;
        sentMost = Math.max(sentMost, index + 1);
        return lines.get(index);
    }

    private void takeAcknowledgements(Socket socket) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                acknowledge(Integer.parseInt(line));
            }
            socket.close();
        } catch (IOException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void acknowledge(int number) {
        assertThat(number).isLessThanOrEqualTo(sentMost);
        acknowledged = Math.max(acknowledged, number);
        if (complete && acknowledged == lines.size()) {
            allAcknowledged.countDown();
        }
    }
}
