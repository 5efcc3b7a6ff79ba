package dev.sluice.source;

import java.io.InputStream;
import java.io.Serializable;
import java.util.List;

/** How the bytes of a connection become records. */
@FunctionalInterface
interface SocketProtocol<T> extends Serializable {
    /** Reads to the end of the connection. A failure ends the connection; what was given out before stays. */
    void read(InputStream in, Records<T> records) throws Exception;

    /** Takes the records. */
    interface Records<T> {
        /** Takes some, in order; the list is copied. */
        void take(List<T> records);
    }
}
