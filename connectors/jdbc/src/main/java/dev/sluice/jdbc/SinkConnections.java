package dev.sluice.jdbc;

import dev.sluice.sink.OutputKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What this process keeps of one sink between batches. Thread-safe. */
final class SinkConnections {
    /** Executors are not told when a run ends. */
    private static final long IDLE_NANOS_MAX = Duration.ofMinutes(10).toNanos();

    private static final ConcurrentMap<String, SinkConnections> ALL = new ConcurrentHashMap<>();

    private final JdbcOptions options;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Map<String, Integer> claims = new HashMap<>();
    private final Set<String> passingJobs = new HashSet<>();
    private boolean forgotten;

    private SinkConnections(JdbcOptions options) {
        this.options = options;
    }

    static SinkConnections of(JdbcOptions options) {
        return ALL.computeIfAbsent(options.id, id -> new SinkConnections(options));
    }

    /** Closes all of a sink that nobody uses now; null if there is nothing. */
    static @Nullable SinkConnections forget(JdbcOptions options) {
        return ALL.remove(options.id);
    }

    private record Idle(SinkConnection connection, long sinceNanos) {}

    /** A connection that works, with nothing under way. */
    SinkConnection take() throws Exception {
        long now = System.nanoTime();
        for (Idle found = poll(); found != null; found = poll()) {
            if (now - found.sinceNanos < IDLE_NANOS_MAX && found.connection.isValid()) {
                return found.connection;
            }
            found.connection.close();
        }
        return SinkConnection.open(options.database);
    }

    private synchronized @Nullable Idle poll() {
        return idle.pollLast();
    }

    /** Keeps a connection that has nothing under way. */
    void giveBack(SinkConnection connection) {
        synchronized (this) {
            if (!forgotten) {
                idle.addLast(new Idle(connection, System.nanoTime()));
                return;
            }
        }
        connection.close();
    }

    /** Whether this process has claimed so many partitions of an output for a run. */
    synchronized boolean isClaimed(OutputKey key, int partitions) {
        return claims.getOrDefault(claim(key), 0) >= partitions;
    }

    synchronized void claimed(OutputKey key, int partitions) {
        claims.put(claim(key), partitions);
        if (key.epoch() == 0) {
            passingJobs.add(Marks.job(key, options));
        }
    }

    /** The jobs that end with this process, having no directory. */
    synchronized Set<String> passingJobs() {
        return Set.copyOf(passingJobs);
    }

    private static String claim(OutputKey key) {
        return key.job() + "/" + key.epoch() + "/" + key.output();
    }

    synchronized void close() {
        forgotten = true;
        idle.forEach(each -> each.connection.close());
        idle.clear();
    }
}
