package dev.sluice.batch;

import dev.sluice.batch.ReplayedOutput.Part;
import dev.sluice.data.Batch;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.text.Printable;
import java.io.PrintStream;

/** Prints what comes out of a replay. */
public final class ReplayText implements ReplayListener {
    private final PrintStream out;

    /** A listener that prints here. */
    public ReplayText(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onBatch(Batch batch, long version) {
        out.println("batch " + batch.id() + " of " + batch.time() + " again, from "
                + (version == 0 ? "the start of the job" : "the state after batch " + version));
    }

    @Override
    public void onOutput(ReplayedOutput output) {
        out.println("output " + output.output() + ", " + Printable.of(output.operation()) + ", would get "
                + counted(output.records()));
        for (int partition = 0; partition < output.partitions().size(); partition++) {
            print(partition, output.partitions().get(partition));
        }
    }

    private void print(int partition, Part part) {
        if (part.records() == 0) {
            return;
        }
        out.println("  partition " + partition + ", " + counted(part.records()));
        part.first().forEach(record -> out.println("    " + Printable.of(String.valueOf(record))));
        long more = part.records() - part.first().size();
        if (more > 0) {
            out.println("    … and " + more + " more");
        }
    }

    @Override
    public void onOutputNotDue(Batch batch, int output, String operation) {
        out.println("output " + output + ", " + Printable.of(operation)
                + ", would get nothing: the batch ends no slide of its stream");
    }

    @Override
    public void onRecordLeftOut(QuarantinedRecord record) {
        out.println("left out by " + Printable.of(record.operator() + " at " + record.location()) + ": "
                + Printable.of(String.valueOf(record.record())) + ", on which it threw "
                + Printable.of(String.valueOf(record.cause())));
    }

    private static String counted(long records) {
        return records == 1 ? "1 record" : records + " records";
    }
}
