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
    private long payments;

    /** Reads everything. */
    static Findings of(Topics topics, Tables tables) {
        Findings findings = new Findings();
        topics.read(Payments.IN, null, record -> findings.add(Payment.parse(record.value())));
        findings.compareTotals(topics);
        findings.compare("the sum of windows", tables.turnovers());
        topics.read(Payments.ALERTS, null, record -> findings.wrong.add("an alert: " + record.value()));
        return findings;
    }

    private void add(Payment payment) {
        payments++;
        expected.merge(payment.shop(), Turnover.of(payment), Turnover::plus);
        long number = next.getOrDefault(payment.till(), 0L);
        if (payment.number() != number) {
            wrong.add(payment.till() + " itself sent " + payment.number() + " where " + number + " was next");
        }
        next.put(payment.till(), payment.number() + 1);
    }

    /** Each total is greater than the one before, for what came twice would be the same again; the last one is right. */
    private void compareTotals(Topics topics) {
        Map<String, Turnover> totals = new TreeMap<>();
        topics.read(Payments.TOTALS, null, record -> {
            Turnover total = Turnover.parse(record.value());
            Turnover before = totals.put(record.key(), total);
            if (before != null && before.payments() >= total.payments()) {
                wrong.add("the total of " + record.key() + " was " + before + ", and then " + total);
            }
        });
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
