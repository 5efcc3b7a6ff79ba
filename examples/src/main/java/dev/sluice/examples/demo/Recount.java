package dev.sluice.examples.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run heard and said, batch by batch, to be compared with what the tags sent and with a plain computation over it.
 * Keeps all of it in memory. Thread-safe.
 */
final class Recount {
    private static final int CHUNK = 5_000;
    private static final double ROUNDING = 1e-9;

    private final Scene scene;
    private final SortedMap<Instant, List<String>> heard = new TreeMap<>();
    private final SortedMap<Instant, Map<Sensor, Span>> spans = new TreeMap<>();
    private final SortedMap<Instant, List<Alert>> alerts = new TreeMap<>();

    Recount(Scene scene) {
        this.scene = scene;
    }

    synchronized void heard(Instant batch, List<String> lines) {
        heard.put(batch, List.copyOf(lines));
    }

    synchronized void spans(Instant batch, Map<Sensor, Span> said) {
        spans.put(batch, Map.copyOf(said));
    }

    synchronized void alerts(Instant batch, List<Alert> said) {
        alerts.put(batch, List.copyOf(said));
    }

    /** All that is not as it should be, in words; nothing if all is. */
    synchronized List<String> differences() {
        List<String> differences = new ArrayList<>();
        if (heard.values().stream().allMatch(List::isEmpty)) {
            differences.add("nothing was heard");
        }
        compareLines(differences);
        compareAlerts(differences);
        compareSpans(differences);
        return differences;
    }

    /** How much was compared, and with what outcome. */
    synchronized String text() {
        List<String> differences = differences();
        String much = "%s lines, %s windows, %s alerts"
                .formatted(
                        Texts.number(
                                heard.values().stream().mapToLong(List::size).sum()),
                        Texts.number(spans.size()),
                        Texts.number(
                                alerts.values().stream().mapToLong(List::size).sum()));
        return differences.isEmpty()
                ? "checked " + much + ": nothing lost, nothing twice, all as a plain computation gives it"
                : "NOT RIGHT in " + differences.size() + " places of " + much + "; the first: " + differences.get(0);
    }

    /** What was heard must be what was sent, from its beginning, each line once and in order. */
    private void compareLines(List<String> differences) {
        List<String> all = lines(heard);
        TagLines sender = new TagLines(scene.field(), scene.rate());
        List<String> sent = new ArrayList<>();
        while (sent.size() < all.size()) {
            sent.addAll(new String(sender.until(Double.MAX_VALUE, CHUNK), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
        }
        for (int line = 0; line < all.size(); line++) {
            if (!all.get(line).equals(sent.get(line))) {
                differences.add("line " + (line + 1) + " was sent as '" + sent.get(line) + "' and heard as '"
                        + all.get(line) + "'");
                return;
            }
        }
    }

    private void compareAlerts(List<String> differences) {
        PlainWatch plain = new PlainWatch(scene.patience());
        heard.forEach((time, lines) -> {
            List<String> right = sorted(plain.alerts(time, lines));
            List<String> said = sorted(alerts.getOrDefault(time, List.of()));
            if (!right.equals(said)) {
                differences.add("the alerts of " + time + " are " + said + " and not " + right);
            }
        });
    }

    private static List<String> sorted(List<Alert> alerts) {
        return alerts.stream().map(Alert::toString).sorted().toList();
    }

    private void compareSpans(List<String> differences) {
        if (heard.isEmpty()) {
            return;
        }
        Instant last = heard.lastKey();
        Instant next = spans.isEmpty() ? last : spans.firstKey();
        if (next.isAfter(heard.firstKey().plus(scene.slide()))) {
            differences.add("the first window is missing");
        }
        for (; !next.isAfter(last); next = next.plus(scene.slide())) {
            List<String> inWindow =
                    lines(heard.tailMap(next.minus(scene.window()).plusNanos(1)).headMap(next.plusNanos(1)));
            Map<Sensor, Span> right = PlainWatch.spans(inWindow);
            Map<Sensor, Span> said = spans.getOrDefault(next, Map.of());
            if (!same(right, said)) {
                differences.add("the window of " + next + " is " + said + " and not " + right);
            }
        }
    }

    private static boolean same(Map<Sensor, Span> right, Map<Sensor, Span> said) {
        return right.keySet().equals(said.keySet())
                && right.entrySet().stream().allMatch(of -> same(of.getValue(), said.get(of.getKey())));
    }

    /** Averages are added in another order, so their last digits may differ. */
    private static boolean same(Span right, Span said) {
        return right.sensors() == said.sensors()
                && right.least() == said.least()
                && right.most() == said.most()
                && Math.abs(right.sum() - said.sum()) <= ROUNDING * Math.max(1, Math.abs(right.sum()));
    }

    private static List<String> lines(SortedMap<Instant, List<String>> batches) {
        return batches.values().stream().flatMap(List::stream).toList();
    }
}
