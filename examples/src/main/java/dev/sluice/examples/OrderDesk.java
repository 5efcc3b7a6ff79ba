package dev.sluice.examples;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A server that hands out orders and keeps each until it is acknowledged. To who connects it sends all that it keeps and
 * then what is placed: a number and an article each. It is answered with numbers, each of which acknowledges all orders
 * up to it. Thread-safe.
 */
final class OrderDesk implements AutoCloseable {
    private final ServerSocket server;
    private final TreeMap<Long, Order> kept = new TreeMap<>();
    private long placed;
    private long acknowledged;
    private boolean losing;
    private @Nullable Socket client;

    /** A desk that is open on a free port of this machine. */
    OrderDesk() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start(this::serve, "order-desk");
    }

    int port() {
        return server.getLocalPort();
    }

    /** Takes an order and gives it the next number. */
    synchronized void place(String article) {
        placed++;
        kept.put(placed, new Order(placed, article));
        notifyAll();
    }

    /** The number of orders placed. */
    synchronized long placed() {
        return placed;
    }

    /** The number up to which all orders were acknowledged. */
    synchronized long acknowledged() {
        return acknowledged;
    }

    /** Waits until all orders up to this number are acknowledged. */
    synchronized void awaitAcknowledged(long number) throws InterruptedException {
        while (acknowledged < number) {
            wait();
        }
    }

    /** Loses the connection with the next acknowledgement on it, as networks do. */
    synchronized void loseNextAcknowledgement() {
        losing = true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                greet(connection);
                start(() -> hear(connection), "order-desk-acknowledgements");
                send(connection);
            } catch (IOException | InterruptedException gone) {
                hangUp();
            }
        }
    }

    private synchronized void greet(Socket connection) throws IOException {
        connection.setTcpNoDelay(true);
        client = connection;
    }

    private void send(Socket connection) throws IOException, InterruptedException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(connection.getOutputStream()));
        long sent = 0;
        for (List<Order> next = after(sent, connection); !next.isEmpty(); next = after(sent, connection)) {
            for (Order order : next) {
                out.writeLong(order.number());
                out.writeUTF(order.article());
                sent = order.number();
            }
            out.flush();
        }
    }

    /** Waits for orders behind this number; none says that the connection is gone. */
    private synchronized List<Order> after(long number, Socket connection) throws InterruptedException {
        while (client == connection && kept.tailMap(number, false).isEmpty()) {
            wait();
        }
        return client == connection ? List.copyOf(kept.tailMap(number, false).values()) : List.of();
    }

    private void hear(Socket connection) {
        try {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            while (true) {
                acknowledge(in.readLong(), connection);
            }
        } catch (IOException gone) {
            lose(connection);
        }
    }

    private synchronized void acknowledge(long number, Socket connection) {
        if (losing) {
            losing = false;
            lose(connection);
            return;
        }
        acknowledged = Math.max(acknowledged, number);
        kept.headMap(number, true).clear();
        notifyAll();
    }

    private synchronized void hangUp() {
        if (client != null) {
            lose(client);
        }
    }

    private synchronized void lose(Socket connection) {
        try {
            connection.close();
        } catch (IOException stillGone) {
            client = null;
        }
        if (client == connection) {
            client = null;
        }
        notifyAll();
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
