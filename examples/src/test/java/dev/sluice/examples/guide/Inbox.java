package dev.sluice.examples.guide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A message queue of the world outside: it keeps messages until they are acknowledged, and gives those that are not to
 * whoever connects next. Thread-safe.
 */
final class Inbox {
    private static final Map<String, Inbox> INBOXES = new ConcurrentHashMap<>();

    private final List<String> kept = new ArrayList<>();

    private Inbox() {}

    static Inbox at(String address) {
        return INBOXES.computeIfAbsent(address, unused -> new Inbox());
    }

    static Connection connect(String address) {
        return at(address).new Connection();
    }

    synchronized void put(String message) {
        kept.add(message);
        notifyAll();
    }

    synchronized void awaitEmpty() throws InterruptedException {
        while (!kept.isEmpty()) {
            wait();
        }
    }

    /** The connection of one reader. */
    final class Connection implements AutoCloseable {
        private int given;
        private boolean closed;

        /** All messages that this connection has not given yet; waits for the first. */
        List<String> take() throws IOException, InterruptedException {
            synchronized (Inbox.this) {
                while (!closed && kept.size() == given) {
                    Inbox.this.wait();
                }
                if (closed) {
                    throw new IOException("the connection is closed");
                }
                List<String> messages = List.copyOf(kept.subList(given, kept.size()));
                given = kept.size();
                return messages;
            }
        }

        void acknowledge(List<String> messages) {
            synchronized (Inbox.this) {
                kept.subList(0, messages.size()).clear();
                given -= messages.size();
                Inbox.this.notifyAll();
            }
        }

        @Override
        public void close() {
            synchronized (Inbox.this) {
                closed = true;
                Inbox.this.notifyAll();
            }
        }
    }
}
