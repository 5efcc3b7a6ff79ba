package dev.sluice.peers.workload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The answer of this process: a sum over all results, in whatever order and in whatever threads they come. Thread-safe;
 * tasks add up by themselves and add here when they end.
 */
public final class Tally {
    private static final LongAdder SUM = new LongAdder();
    private static final Map<Long, LongAdder> WINDOWS = new ConcurrentHashMap<>();

    private Tally() {}

    /** Adds to the answer. */
    public static void add(long part) {
        SUM.add(part);
    }

    /**
     * Adds the results of a window.
     *
     * @param second the window's last second, from 0 on
     */
    public static void addWindow(long second, long part) {
        WINDOWS.computeIfAbsent(second, unused -> new LongAdder()).add(part);
    }

    /** Forgets what was there. */
    public static void clear() {
        SUM.reset();
        WINDOWS.clear();
    }

    /** What one result of a window is worth. */
    public static long windowed(long second, long key, long count) {
        return Data.mix(key) * count * (2 * Data.mix(second) + 1);
    }

    /** The answer, with the windows that end within so many seconds. */
    static long answer(long seconds) {
        long answer = SUM.sum();
        for (Map.Entry<Long, LongAdder> window : WINDOWS.entrySet()) {
            answer += window.getKey() < seconds ? window.getValue().sum() : 0;
        }
        return answer;
    }
}
