package dev.sluice.engine.spark;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A place in a program where whoever comes first is held up, however often it is interrupted, and others pass.
 *
 * @param port where the {@link Barrier} listens; 0 where nobody is held up
 */
record HeldUp(int port) implements Serializable {
    private static final int PATIENCE_MILLIS = 60_000;

    /** Returns when the barrier lets go. */
    void at(int place) throws IOException {
        if (port == 0) {
            return;
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(place);
            socket.getInputStream().read();
        }
    }
}
