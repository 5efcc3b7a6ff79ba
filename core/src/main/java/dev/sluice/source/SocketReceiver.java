package dev.sluice.source;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.ReceiverStoppedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to a server and receives what it sends; connects again, for ever, when the connection fails or ends. */
final class SocketReceiver<T> extends Receiver<T> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SocketReceiver.class);

    private final String host;
    private final int port;
    private final SocketOptions options;
    private final SocketProtocol<T> protocol;
    private transient volatile @Nullable Socket socket;

    SocketReceiver(String host, int port, SocketOptions options, SocketProtocol<T> protocol) {
        super(options.storageLevel());
        if (port < 1 || port > 65_535) {
            throw new InvalidProgramException("the port of a socket must be from 1 to 65535, but was " + port);
        }
        this.host = host;
        this.port = port;
        this.options = options;
        this.protocol = protocol;
    }

    @Override
    public void onStart() {
        Socket fresh = new Socket();
        socket = fresh;
        Thread thread = new Thread(() -> receive(fresh), "sluice-" + this);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onStop() throws IOException {
        Socket open = socket;
        if (open != null) {
            open.close();
        }
    }

    private void receive(Socket fresh) {
        try (fresh) {
            if (connect(fresh)) {
                read(fresh);
            }
        } catch (IOException e) {
            reportError("could not close the connection to " + address() + ": " + e.getMessage(), e);
        }
    }

    private boolean connect(Socket fresh) {
        try {
            fresh.setKeepAlive(true);
            fresh.setSoTimeout((int) options.idleTimeout().toMillis());
            fresh.connect(new InetSocketAddress(host, port), (int)
                    options.connectTimeout().toMillis());
            return true;
        } catch (UnknownHostException e) {
            restart("cannot connect to " + address() + ": the host is not known", e);
        } catch (IOException e) {
            restart("cannot connect to " + address() + ": " + e.getMessage(), e);
        }
        return false;
    }

    private void read(Socket connected) {
        try {
            protocol.read(new BufferedInputStream(connected.getInputStream()), this::storeEach);
            restart(address() + " closed the connection");
        } catch (ReceiverStoppedException stopped) {
            LOG.debug("{}: a record came too late: {}", this, stopped.getMessage());
        } catch (SocketTimeoutException e) {
            restart(address() + " sent nothing for " + options.idleTimeout(), e);
        } catch (Exception e) {
            restart("the connection to " + address() + " failed: " + e.getMessage(), e);
        }
    }

    private String address() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return "socket " + address();
    }
}
