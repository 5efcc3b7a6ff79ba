package dev.sluice.engine.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds up the first that comes to each {@link HeldUp} place, and lets it go when told. Thread-safe. */
final class Barrier implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<Integer, Socket> held = new ConcurrentHashMap<>();

    Barrier() throws IOException {
        Thread keeper = new Thread(this::keep, "keeper of the barrier");
        keeper.setDaemon(true);
        keeper.start();
    }

    HeldUp places() {
        return new HeldUp(server.getLocalPort());
    }

    private void keep() {
        try {
            while (true) {
                Socket arrived = server.accept();
                if (held.putIfAbsent(arrived.getInputStream().read(), arrived) != null) {
                    arrived.close();
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Lets go the one that is held up at a place; whether there is one. */
    boolean letGo(int place) throws IOException {
        Socket first = held.get(place);
        if (first == null) {
            return false;
        }
        first.close();
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : held.values()) {
            socket.close();
        }
    }
}
