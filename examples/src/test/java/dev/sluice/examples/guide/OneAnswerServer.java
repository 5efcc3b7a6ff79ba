package dev.sluice.examples.guide;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends the same bytes to the first who connects, and is gone. */
final class OneAnswerServer implements AutoCloseable {
    private final ServerSocket server;

    OneAnswerServer(byte[] answer) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
        new Thread(() -> send(answer), "one-answer-server").start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void send(byte[] answer) {
        try (Socket client = server.accept();
                OutputStream out = client.getOutputStream()) {
            server.close();
            out.write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
