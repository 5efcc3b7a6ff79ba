package dev.sluice.conformance.simulation;

import java.util.ArrayList;
import java.util.List;

/** What did not hold, in words. Safe for threads, since receivers have some. */
final class Findings {
    private final List<String> findings = new ArrayList<>();

    synchronized void add(String finding) {
        findings.add(finding);
    }

    synchronized boolean isEmpty() {
        return findings.isEmpty();
    }

    synchronized List<String> all() {
        return List.copyOf(findings);
    }
}
