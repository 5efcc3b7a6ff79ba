package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Outputs into the memory of the simulation. */
final class Outputs {
    private Outputs() {}

    /** Into a database with transactions. */
    record Transactional(String name, Ledger ledger, TransactionalModel.Database database) implements Output {
        static Transactional of(String name, Mistake mistake, Findings findings) {
            Ledger ledger = new Ledger(name, findings);
            return new Transactional(name, ledger, new TransactionalModel.Database(name, ledger, mistake, findings));
        }

        @Override
        public void define(DStream<Event> stream, Moment life) {
            stream.to(new TransactionalModel(database, life));
        }

        @Override
        public void judge(List<Cut> expected, Findings findings) {
            same(name, expected, sorted(ledger.lines()), true, findings);
        }
    }

    /** Into a table without transactions, by key. */
    record Upserted(String name, Ledger ledger) implements Output {
        @Override
        public void define(DStream<Event> stream, Moment life) {
            stream.to(new UpsertModel(name, ledger, life));
        }

        @Override
        public void judge(List<Cut> expected, Findings findings) {
            same(name, expected, sorted(ledger.lines()), false, findings);
        }
    }

    /** By an action, whatever batch is run again. */
    record Acted(String name, TreeMap<Long, List<List<String>>> arrived) implements Output {
        @Override
        public void define(DStream<Event> stream, Moment life) {
            stream.foreachRdd((rdd, batch) -> {
                List<String> lines = rdd.collect().stream().map(Event::text).toList();
                life.call(name);
                arrived.computeIfAbsent(batch.timeMillis(), unused -> new ArrayList<>())
                        .add(lines);
                life.call(name);
            });
        }

        @Override
        public void judge(List<Cut> expected, Findings findings) {
            TreeMap<Long, List<String>> first = new TreeMap<>();
            arrived.forEach((time, repeats) -> {
                first.put(time, repeats.get(0));
                if (!repeats.stream().allMatch(repeats.get(0)::equals)) {
                    findings.add(name + " was called for the batch at " + time + " with different records: " + repeats);
                }
            });
            same(name, expected, sorted(first), true, findings);
        }
    }

    static Map<Long, List<String>> sorted(Map<Long, List<String>> lines) {
        TreeMap<Long, List<String>> sorted = new TreeMap<>();
        lines.forEach(
                (time, ofBatch) -> sorted.put(time, ofBatch.stream().sorted().toList()));
        return sorted;
    }

    /** @param withEmpty whether batches without records arrive too */
    static void same(
            String name, List<Cut> expected, Map<Long, List<String>> found, boolean withEmpty, Findings findings) {
        TreeMap<Long, List<String>> wanted = new TreeMap<>();
        for (Cut cut : expected) {
            if (withEmpty || !cut.events().isEmpty()) {
                wanted.put(cut.timeMillis(), cut.sortedLines());
            }
        }
        TreeMap<Long, List<String>> all = new TreeMap<>(wanted);
        all.putAll(found);
        for (long time : all.keySet()) {
            if (!found.containsKey(time)
                    || !wanted.containsKey(time)
                    || !wanted.get(time).equals(found.get(time))) {
                findings.add(name + " must have " + wanted.get(time) + " for the batch at " + time + ", but has "
                        + found.get(time));
                return;
            }
        }
    }
}
