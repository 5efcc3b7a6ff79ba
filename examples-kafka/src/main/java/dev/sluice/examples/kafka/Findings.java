package dev.sluice.examples.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results beside a plain computation over what came in. */
final class Findings {
    private static final int SHOWN_MAX = 10;

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Turnover> expected = new TreeMap<>();
    private final Map<String, Long> next = new TreeMap<>();
    private final Map<String, Turnover> totals = new TreeMap<>();
    private long payments;

    /** Reads everything. */
    static Findings of(Topics topics, Tables tables) {
        Findings findings = new Findings();
        topics.read(Payments.IN, null, record -> findings.add(Payment.parse(record.value())));
        topics.read(Payments.TOTALS, null, record -> findings.total(record.key(), Turnover.parse(record.value())));
        findings.compareTotals();
        findings.compare("the sum of windows", tables.turnovers());
        topics.read(Payments.ALERTS, null, record -> findings.wrong.add("an alert: " + record.value()));
        return findings;
    }

    /** A payment came in. */
    void add(Payment payment) {
        payments++;
        expected.merge(payment.shop(), Turnover.of(payment), Turnover::plus);
        long number = next.getOrDefault(payment.till(), 0L);
        if (payment.number() != number) {
            wrong.add(payment.till() + " itself sent " + payment.number() + " where " + number + " was next");
        }
        next.put(payment.till(), payment.number() + 1);
    }

    /** A total was written: greater than the one before, for what came twice would be the same again. */
    void total(String shop, Turnover total) {
        Turnover before = totals.put(shop, total);
        if (before != null && before.payments() >= total.payments()) {
            wrong.add("the total of " + shop + " was " + before + ", and then " + total);
        }
    }

    void compareTotals() {
        compare("the last total", totals);
    }

    private void compare(String what, Map<String, Turnover> found) {
        if (!found.keySet().equals(expected.keySet())) {
            wrong.add(what + " is there for " + found.keySet() + ", but payments for " + expected.keySet());
        }
        found.forEach((shop, turnover) -> {
            if (!turnover.equals(expected.get(shop))) {
                wrong.add(
                        what + " of " + shop + " is " + turnover + ", but its payments come to " + expected.get(shop));
            }
        });
    }

    /** How many payments came in. */
    long payments() {
        return payments;
    }

    /** What is not as it should be; the first of it, if that is much. */
    List<String> wrong() {
        return wrong.size() <= SHOWN_MAX ? wrong : wrong.subList(0, SHOWN_MAX);
    }

    boolean areGood() {
        return wrong.isEmpty();
    }
}
