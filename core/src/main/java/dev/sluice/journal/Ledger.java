package dev.sluice.journal;

import dev.sluice.error.CorruptionException;
import dev.sluice.source.RecordLog.Range;
import dev.sluice.time.Micros;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the log and the newest snapshot together say: the facts as of the last settled batch, the plans after it, what of
 * them is done, and which blocks are still needed. The same while a run writes and when the next one reads. Guarded by
 * its own lock.
 */
final class Ledger {
    private RunFacts facts;
    private final TreeMap<String, InputLedger> inputs = new TreeMap<>();
    private final TreeMap<Long, PlanRecord> plans = new TreeMap<>();
    private final Map<Long, Set<Integer>> commits = new HashMap<>();
    private final TreeMap<Long, List<LeftOutRecord>> leftOut = new TreeMap<>();
    private final Set<Long> done = new TreeSet<>();
    private final Map<Long, List<BlockRecord>> provisional = new HashMap<>();

    Ledger(RunFacts facts) {
        this.facts = facts;
    }

    synchronized RunFacts facts() {
        return facts;
    }

    synchronized void facts(RunFacts newFacts) {
        facts = newFacts;
    }

    /** A part of a block was written. The block counts with its last part; one that belongs to a batch counts only once that batch is done. */
    synchronized void block(BlockRecord block) {
        if (!block.isLast()) {
            return;
        }
        if (block.batch() != BlockRecord.NO_BATCH && !done.contains(block.batch())) {
            provisional
                    .computeIfAbsent(block.batch(), unused -> new ArrayList<>())
                    .add(block);
        } else {
            input(block.input()).written(block.id(), block.records());
        }
    }

    synchronized void giveUp(String input, long block) {
        input(input).givenUp(block);
    }

    /** An input began here, unless more is known of it. */
    synchronized void begun(InputReading reading) {
        if (!inputs.containsKey(reading.input())) {
            input(reading.input()).read(reading);
        }
    }

    synchronized void plan(PlanRecord plan) {
        long id = plan.batch().id();
        if (id <= facts.version()) {
            return;
        }
        long expected = plans.isEmpty() ? facts.version() + 1 : plans.lastKey() + 1;
        if (id != expected) {
            throw new CorruptionException("the log has the plan of batch " + id + " where that of batch " + expected
                    + " must come; it is not complete");
        }
        plans.put(id, plan);
        plan.inputs().forEach(reading -> input(reading.input()));
    }

    synchronized void commit(long batch, int output) {
        if (batch > facts.version()) {
            commits.computeIfAbsent(batch, unused -> new TreeSet<>()).add(output);
        }
    }

    synchronized void done(long batch) {
        List<BlockRecord> blocks = provisional.remove(batch);
        if (batch > facts.version()) {
            done.add(batch);
        }
        if (blocks != null) {
            blocks.forEach(block -> input(block.input()).written(block.id(), block.records()));
        }
    }

    synchronized void leftOut(LeftOutRecord record) {
        if (record.batch() > facts.version()) {
            leftOut.computeIfAbsent(record.batch(), unused -> new ArrayList<>()).add(record);
        }
    }

    /** What a batch is run without, in the order in which it was found. */
    synchronized List<LeftOutRecord> leftOut(long batch) {
        return List.copyOf(leftOut.getOrDefault(batch, List.of()));
    }

    synchronized boolean isPlanned(long batch) {
        return batch <= facts.version() || plans.containsKey(batch);
    }

    /** Whether the plan of the batch is here. */
    synchronized boolean hasPlan(long batch) {
        return plans.containsKey(batch);
    }

    synchronized boolean isDone(long batch) {
        return batch <= facts.version() || done.contains(batch);
    }

    synchronized boolean isCommitted(long batch, int output) {
        return isDone(batch) || commits.getOrDefault(batch, Set.of()).contains(output);
    }

    /** The time of the last batch that was planned; as in {@link RunFacts} if none was. */
    synchronized long lastMicros() {
        return plans.isEmpty()
                ? facts.timeMicros()
                : Micros.of(plans.lastEntry().getValue().batch().time());
    }

    /** The plans after the last settled batch, in order. */
    synchronized Collection<PlanRecord> plans() {
        return List.copyOf(plans.values());
    }

    synchronized Set<Integer> commits(long batch) {
        return Set.copyOf(commits.getOrDefault(batch, Set.of()));
    }

    /** Forgets the inputs that the program does without. */
    synchronized void keepInputs(Set<String> kept) {
        inputs.keySet().retainAll(kept);
    }

    synchronized Set<String> inputs() {
        return Set.copyOf(inputs.keySet());
    }

    synchronized long nextBlock(String input) {
        return input(input).nextBlock();
    }

    /** The oldest block of each input that a start after a batch needs; the next one where it needs none. */
    synchronized Map<String, Long> oldestBlocks(long version) {
        Map<String, Long> oldest = new TreeMap<>();
        inputs.forEach((id, input) -> {
            InputLedger at = input.copy();
            plans.headMap(version, true).values().forEach(plan -> read(plan, id, at));
            oldest.put(id, at.oldestBlock());
        });
        return oldest;
    }

    /** What the last settled batch read from an input; empty for nothing. */
    synchronized byte[] reading(String input) {
        return input(input).reading();
    }

    /** What is in the log of an input and in no plan, oldest first. */
    synchronized List<Range> waiting(String input) {
        InputLedger ledger = input(input).copy();
        plans.values().forEach(plan -> read(plan, input, ledger));
        return ledger.unread();
    }

    /** Batches up to these facts are settled. */
    synchronized void settle(RunFacts settled) {
        Map<Long, PlanRecord> over = plans.headMap(settled.version(), true);
        over.values().forEach(plan -> inputs.forEach((id, input) -> read(plan, id, input)));
        over.clear();
        commits.keySet().removeIf(batch -> batch <= settled.version());
        done.removeIf(batch -> batch <= settled.version());
        leftOut.headMap(settled.version(), true).clear();
        facts = settled;
    }

    /** What a reader of a snapshot at these facts must know, before they are settled. */
    synchronized byte[] encodedAt(RunFacts at) {
        FieldWriter out = new FieldWriter();
        at.write(out);
        out.all(inputs.entrySet(), entry -> {
            InputLedger ledger = entry.getValue().copy();
            plans.headMap(at.version(), true).values().forEach(plan -> read(plan, entry.getKey(), ledger));
            ledger.write(out.text(entry.getKey()));
        });
        return out.toBytes();
    }

    /** The ledger as it was encoded. */
    static Ledger decode(byte[] bytes, String what) {
        FieldReader in = new FieldReader(bytes, what);
        Ledger ledger = decode(in);
        in.end();
        return ledger;
    }

    private static Ledger decode(FieldReader in) {
        Ledger ledger = new Ledger(RunFacts.read(in));
        in.all(() -> ledger.inputs.put(in.text(), InputLedger.read(in)));
        return ledger;
    }

    private static void read(PlanRecord plan, String input, InputLedger ledger) {
        plan.inputs().stream().filter(reading -> reading.input().equals(input)).forEach(ledger::read);
    }

    private InputLedger input(String id) {
        return inputs.computeIfAbsent(id, unused -> new InputLedger());
    }
}
