package dev.sluice.journal;

import org.jspecify.annotations.Nullable;

/**
 * The first thing that a run writes: from which snapshot it starts.
 *
 * @param epoch of the run
 * @param base the name of the snapshot; empty for none
 * @param facts the ledger at the start of the job, encoded; empty unless the job starts with this run
 */
record RunRecord(int epoch, String base, byte[] facts) {
    byte[] encode() {
        return new FieldWriter().number(epoch).text(base).bytes(facts).toBytes();
    }

    static RunRecord decode(byte[] bytes, String what) {
        FieldReader in = new FieldReader(bytes, what);
        RunRecord run = new RunRecord(in.count(), in.text(), in.bytes());
        in.end();
        return run;
    }

    /** The facts that the job starts with; null if it started before. */
    @Nullable
    Ledger start(String what) {
        return facts.length == 0 ? null : Ledger.decode(facts, what);
    }
}
