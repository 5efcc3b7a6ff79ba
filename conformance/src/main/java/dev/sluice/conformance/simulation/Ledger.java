package dev.sluice.conformance.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What an output has become outside, in a place that survives all processes: lines by batch. */
final class Ledger {
    private final String name;
    private final Findings findings;
    private final Map<String, List<String>> byKey = new LinkedHashMap<>();
    private final TreeMap<Long, Long> batches = new TreeMap<>();
    private final TreeMap<Long, List<String>> lines = new TreeMap<>();
    private long repeats;

    Ledger(String name, Findings findings) {
        this.name = name;
        this.findings = findings;
    }

    /**
     * Lines arrive under a key; what arrives again must be the same.
     *
     * @param batch the number of the batch
     * @param time of the batch in milliseconds
     */
    void put(String key, long batch, long time, List<String> arriving) {
        List<String> before = byKey.putIfAbsent(key, List.copyOf(arriving));
        if (before != null) {
            repeats++;
            if (!before.equals(arriving)) {
                findings.add(name + " got " + arriving + " for " + key + ", where it has " + before);
            }
            return;
        }
        add(key, batch, time, arriving);
    }

    private void add(String key, long batch, long time, List<String> arriving) {
        Long known = batches.putIfAbsent(batch, time);
        if (known != null && known != time) {
            findings.add(name + " got " + key + ", though batch " + batch + " was at " + known);
        }
        lines.computeIfAbsent(time, unused -> new ArrayList<>()).addAll(arriving);
    }

    /** Lines arrive that are taken for new ones whatever their key. */
    void append(String key, long batch, long time, List<String> arriving) {
        add(key, batch, time, arriving);
    }

    boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** How often something arrived that was there. */
    long repeats() {
        return repeats;
    }

    /** The batch times by batch number. */
    NavigableMap<Long, Long> batches() {
        return batches;
    }

    /** The lines by batch time, in the order of their arrival. */
    NavigableMap<Long, List<String>> lines() {
        return lines;
    }
}
