package dev.sluice.examples.guide;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A database of the world outside: numbers by name, changed in transactions. Thread-safe. */
final class Shop {
    private static final Map<String, Shop> SHOPS = new ConcurrentHashMap<>();

    private final Map<String, Long> rows = new HashMap<>();
    private int connections;
    private int failuresAfterCommit;

    private Shop() {}

    static Shop at(String address) {
        return SHOPS.computeIfAbsent(address, unused -> new Shop());
    }

    static Connection connect(String address) {
        return at(address).newConnection();
    }

    private synchronized Connection newConnection() {
        connections++;
        return new Connection();
    }

    synchronized Map<String, Long> rows() {
        return Map.copyOf(rows);
    }

    synchronized int connections() {
        return connections;
    }

    /** The next commit works, but its answer is lost. */
    synchronized void loseAnAnswer() {
        failuresAfterCommit++;
    }

    /** A connection with one open transaction; without a commit nothing is changed. */
    final class Connection implements AutoCloseable {
        private final Map<String, Long> changed = new HashMap<>();

        long get(String name) {
            synchronized (Shop.this) {
                return rows.getOrDefault(name, 0L);
            }
        }

        void put(String name, long number) {
            changed.put(name, number);
        }

        void add(String name, long number) {
            changed.put(name, changed.getOrDefault(name, get(name)) + number);
        }

        void commit() {
            synchronized (Shop.this) {
                rows.putAll(changed);
                if (failuresAfterCommit > 0) {
                    failuresAfterCommit--;
                    throw new IllegalStateException("the connection broke");
                }
            }
        }

        @Override
        public void close() {
            changed.clear();
        }
    }
}
