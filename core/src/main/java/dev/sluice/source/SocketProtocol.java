package dev.sluice.source;

import java.io.InputStream;
import java.io.Serializable;
import java.util.function.Consumer;

/** How the bytes of a connection become records. */
@FunctionalInterface
interface SocketProtocol<T> extends Serializable {
    /** Reads to the end of the connection. A failure ends the connection; what was given out before stays. */
    void read(InputStream in, Consumer<T> records) throws Exception;
}
