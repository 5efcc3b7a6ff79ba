package dev.sluice.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table laid beside what came. */
final class Comparison {
    private final List<Row> rows = new ArrayList<>();

    /** One batch: what was expected, what came, and how they differ; no text where they do not. */
    private record Row(long batch, String expected, String got, String difference) {}

    private Comparison() {}

    static <T> Comparison of(List<? extends List<T>> expected, Collected<T> collected, boolean inOrder) {
        Comparison comparison = new Comparison();
        for (int i = 0; i < expected.size(); i++) {
            List<T> wanted = expected.get(i);
            Optional<List<T>> got = collected.batch(i + 1L);
            comparison.rows.add(new Row(
                    i + 1L,
                    wanted.toString(),
                    got.map(List::toString).orElse("nothing"),
                    difference(wanted, got, inOrder)));
        }
        return comparison;
    }

    /** Throws an error that shows the whole table. */
    void throwIfDifferent() {
        if (rows.stream().anyMatch(row -> !row.difference.isEmpty())) {
            throw new AssertionError(text());
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder("the batches differ from the table:");
        for (Row row : rows) {
            text.append("\n  batch ").append(row.batch);
            if (row.difference.isEmpty()) {
                text.append(" gave ").append(row.got);
            } else {
                text.append(", ").append(row.difference);
                text.append("\n    expected ").append(row.expected);
                text.append("\n    but got  ").append(row.got);
            }
        }
        return text.toString();
    }

    private static <T> String difference(List<T> expected, Optional<List<T>> came, boolean inOrder) {
        if (expected instanceof Nothing) {
            return came.isEmpty() ? "" : "where the output was not to be called";
        }
        if (came.isEmpty()) {
            return "where the output was not called";
        }
        List<T> got = came.get();
        if (got.equals(expected)) {
            return "";
        }
        List<T> missing = without(expected, got);
        List<T> unexpected = without(got, expected);
        if (missing.isEmpty() && unexpected.isEmpty()) {
            return inOrder ? "in another order; inAnyOrder() allows that" : "";
        }
        return (missing.isEmpty() ? "" : "missing " + missing)
                + (missing.isEmpty() || unexpected.isEmpty() ? "" : ", ")
                + (unexpected.isEmpty() ? "" : "unexpected " + unexpected);
    }

    private static <T> List<T> without(List<T> records, List<T> others) {
        List<T> rest = new ArrayList<>(records);
        others.forEach(rest::remove);
        return rest;
    }
}
