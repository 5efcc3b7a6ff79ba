package dev.sluice.journal;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that a run writes: from which snapshot it starts.
 *
 * @param epoch of the run
 * @param base the name of the snapshot; empty for none
 * @param outputs the numbers of the output operations by their ids, as in {@link RunFacts}
 * @param facts the ledger at the start of the job, encoded; empty unless the job starts with this run
 */
record RunRecord(int epoch, String base, Map<String, Integer> outputs, byte[] facts) {
    RunRecord {
        outputs = new TreeMap<>(outputs);
    }

    byte[] encode() {
        FieldWriter out = new FieldWriter().number(epoch).text(base);
        out.all(outputs.entrySet(), entry -> out.text(entry.getKey()).number(entry.getValue()));
        return out.bytes(facts).toBytes();
    }

    static RunRecord decode(byte[] bytes, String what) {
        FieldReader in = new FieldReader(bytes, what);
        int epoch = in.count();
        String base = in.text();
        Map<String, Integer> outputs = new TreeMap<>();
        in.all(() -> outputs.put(in.text(), in.count()));
        RunRecord run = new RunRecord(epoch, base, outputs, in.bytes());
        in.end();
        return run;
    }

    /** The facts that the job starts with; null if it started before. */
    @Nullable
    Ledger start(String what) {
        return facts.length == 0 ? null : Ledger.decode(facts, what);
    }
}
