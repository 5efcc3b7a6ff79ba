package dev.sluice.tool;

import dev.sluice.journal.Inspection;
import dev.sluice.journal.Inspection.Identified;
import dev.sluice.journal.Inspection.InputSeen;
import dev.sluice.journal.Inspection.Job;
import dev.sluice.journal.Inspection.LogSeen;
import dev.sluice.journal.Inspection.Output;
import dev.sluice.journal.Inspection.PlannedBatch;
import dev.sluice.journal.Inspection.ReadSeen;
import dev.sluice.journal.Inspection.RunSeen;
import dev.sluice.journal.Inspection.Snapshot;
import dev.sluice.journal.Inspection.Span;
import dev.sluice.journal.Inspection.State;
import dev.sluice.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** What is in a checkpoint directory, as lines of text. */
final class InspectText {
    private final Inspection seen;
    private final List<String> lines = new ArrayList<>();

    private InspectText(Inspection seen) {
        this.seen = seen;
    }

    static List<String> of(Inspection seen) {
        InspectText text = new InspectText(seen);
        text.all();
        return text.lines;
    }

    private void all() {
        facts();
        pending();
        outputs();
        states();
        inputs();
        files();
        list("stray files, which are not Sluice's", seen.strays());
        list("damaged or missing", seen.problems());
    }

    private void facts() {
        Columns facts = new Columns();
        facts.row("job", seen.identity().map(InspectText::text).orElse("unknown: no file says it"));
        facts.row("runs", runs());
        seen.job().ifPresent(job -> facts.row("program", text(job)));
        String label = "snapshot";
        for (Snapshot snapshot : seen.snapshots()) {
            facts.row(label, text(snapshot));
            label = "";
        }
        seen.log().ifPresent(log -> facts.row("log", text(log)));
        seen.job().ifPresent(job -> facts.row("batches", batches(job)));
        facts.row("replay", seen.replayable().map(InspectText::text).orElse("no batch can be run again"));
        lines.addAll(facts.lines(""));
    }

    private static String text(Identified identity) {
        return identity.job() + ", begun by \"" + identity.program() + "\"";
    }

    private String runs() {
        if (seen.runs().isEmpty()) {
            return "none";
        }
        RunSeen last = seen.runs().get(seen.runs().size() - 1);
        return seen.runs().size() + "; run " + last.epoch() + " of \"" + last.program() + "\" rules";
    }

    private static String text(Job job) {
        return (job.main().isEmpty() ? "\"" + job.name() + "\"" : job.main()) + ", batches of " + job.interval() + ", "
                + job.parallelism() + " partitions by default";
    }

    private static String text(Snapshot snapshot) {
        return snapshot.sound()
                ? "after batch " + snapshot.batch() + " of " + snapshot.time() + ", " + snapshot.bytes()
                        + " bytes of state (" + snapshot.file() + ")"
                : "after batch " + snapshot.batch() + ", damaged (" + snapshot.file() + ")";
    }

    private static String text(LogSeen log) {
        return counted(log.segments(), "file") + ", " + log.bytes() + " bytes, up to byte " + log.lastOffset() + " of "
                + log.lastFile();
    }

    private String batches(Job job) {
        long done = seen.batches().stream().filter(PlannedBatch::done).count();
        String text = job.settled() == 0 ? "none in a snapshot" : "up to " + job.settled() + " in the snapshot";
        return text + "; after it " + done + " done, " + (seen.batches().size() - done) + " pending";
    }

    private static String text(Span span) {
        return "batches " + span.first() + " to " + span.last() + " can be run again";
    }

    private void pending() {
        Columns rows = new Columns().row("batch", "time", "input", "records", "reads", "outputs done");
        for (PlannedBatch batch : seen.batches()) {
            String committed = batch.committed().isEmpty()
                    ? "none"
                    : String.join(
                            ", ",
                            batch.committed().stream().map(String::valueOf).toList());
            for (ReadSeen input : batch.done() ? List.<ReadSeen>of() : batch.inputs()) {
                rows.row(batch.id(), batch.time(), input.input(), counted(input), input.reading(), committed);
            }
        }
        table("pending batches, which the next run runs again", rows);
    }

    private static String counted(ReadSeen input) {
        return input.records() < 0 ? "-" : String.valueOf(input.records());
    }

    private void outputs() {
        Columns rows = new Columns().row("output", "last batch", "id");
        for (Output output : seen.outputs()) {
            rows.row(output.number(), output.lastCommitted(), output.id());
        }
        table("outputs", rows);
    }

    private void states() {
        Columns rows = new Columns().row("kind", "id", "version", "partitions", "rows", "bytes", "operator", "shape");
        for (State state : seen.states()) {
            rows.row(
                    state.kind(),
                    state.id(),
                    state.version() == 0 ? "-" : state.version(),
                    state.partitions(),
                    state.rows(),
                    state.bytes(),
                    state.operator(),
                    state.shape());
        }
        table("states in the snapshot", rows);
    }

    private void inputs() {
        Columns rows = new Columns().row("input", "waiting blocks", "waiting records", "read last");
        for (InputSeen input : seen.inputs()) {
            rows.row(input.id(), input.blocksWaiting(), input.recordsWaiting(), input.position());
        }
        table("inputs", rows);
    }

    private void files() {
        Columns rows = new Columns().row("kind", "count", "bytes");
        seen.files().forEach(files -> rows.row(files.kind(), files.count(), files.bytes()));
        table("files", rows);
    }

    private void table(String title, Columns rows) {
        List<String> table = rows.lines("  ");
        if (table.size() > 1) {
            lines.add("");
            lines.add(title);
            lines.addAll(table);
        }
    }

    private void list(String title, List<String> texts) {
        if (!texts.isEmpty()) {
            lines.add("");
            lines.add(title);
            texts.forEach(text -> lines.add("  " + Printable.of(text)));
        }
    }

    private static String counted(long number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }
}
