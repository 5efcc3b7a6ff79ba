package dev.sluice.examples.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A log of the world outside: lines by their number, which can be read as often as one likes. Thread-safe. */
final class Log {
    private static final Map<String, Log> LOGS = new ConcurrentHashMap<>();

    private final List<String> lines = new ArrayList<>();
    private long doneWith;

    private Log() {}

    static Log at(String address) {
        return LOGS.computeIfAbsent(address, unused -> new Log());
    }

    synchronized void append(String line) {
        lines.add(line);
    }

    synchronized long end() {
        return lines.size();
    }

    synchronized List<String> read(long from, long to) {
        return List.copyOf(lines.subList((int) from, (int) to));
    }

    synchronized void doneWith(long position) {
        doneWith = position;
    }

    synchronized long doneWith() {
        return doneWith;
    }
}
