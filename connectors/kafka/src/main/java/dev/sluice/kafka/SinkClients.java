package dev.sluice.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What this process keeps of one sink between batches. Thread-safe. */
final class SinkClients {
    /** The brokers forget producers that are idle for days, and executors are not told when a run ends. */
    private static final long IDLE_NANOS_MAX = Duration.ofMinutes(10).toNanos();

    private static final ConcurrentMap<String, SinkClients> ALL = new ConcurrentHashMap<>();

    private final SinkOptions options;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Map<OutputNames, Claim> claims = new HashMap<>();
    private @Nullable Marks marks;
    private boolean forgotten;

    private SinkClients(SinkOptions options) {
        this.options = options;
    }

    static SinkClients of(SinkOptions options) {
        return ALL.computeIfAbsent(options.id(), id -> new SinkClients(options));
    }

    /** Closes all of a sink that nobody uses now. */
    static void forget(SinkOptions options) {
        SinkClients forgotten = ALL.remove(options.id());
        if (forgotten != null) {
            forgotten.close();
        }
    }

    private record Idle(String use, SinkProducer producer, long sinceNanos) {}

    /** A producer that was given back for the same use; null if there is none. */
    @Nullable
    SinkProducer take(String use) {
        List<SinkProducer> tooOld = new ArrayList<>();
        SinkProducer found = null;
        synchronized (this) {
            long now = System.nanoTime();
            Iterator<Idle> each = idle.iterator();
            while (each.hasNext()) {
                Idle next = each.next();
                if (now - next.sinceNanos > IDLE_NANOS_MAX) {
                    tooOld.add(next.producer);
                    each.remove();
                } else if (found == null && next.use.equals(use)) {
                    found = next.producer;
                    each.remove();
                }
            }
        }
        tooOld.forEach(SinkProducer::close);
        return found;
    }

    /** Keeps a producer that has nothing under way. */
    void giveBack(String use, SinkProducer producer) {
        synchronized (this) {
            if (!forgotten) {
                idle.addLast(new Idle(use, producer, System.nanoTime()));
                return;
            }
        }
        producer.close();
    }

    synchronized Marks marks() {
        Marks open = marks;
        if (open == null) {
            open = new Marks(options);
            marks = open;
        }
        return open;
    }

    /** What this process has claimed of an output; null in another process than the run's own. */
    synchronized @Nullable Claim claim(OutputNames names, long epoch) {
        Claim claim = claims.get(names);
        return claim == null || claim.epoch() != epoch ? null : claim;
    }

    synchronized void claimed(OutputNames names, Claim claim) {
        claims.put(names, claim);
    }

    private synchronized void close() {
        forgotten = true;
        idle.forEach(each -> each.producer.close());
        idle.clear();
        if (marks != null) {
            marks.close();
            marks = null;
        }
    }
}
