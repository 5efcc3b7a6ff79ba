package dev.sluice.source;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on a free port of this machine; the test accepts connections and sends by itself. */
final class TestServer implements AutoCloseable {
    private final ServerSocket server;

    TestServer() throws IOException {
        this(0);
    }

    TestServer(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    String host() {
        return server.getInetAddress().getHostAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits for the next client. */
    Client accept() throws IOException {
        server.setSoTimeout(60_000);
        return new Client(server.accept());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** A connected client. */
    record Client(Socket socket) implements AutoCloseable {
        Client send(String text) {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        Client send(byte... bytes) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
