package dev.sluice.sink;

import dev.sluice.data.Batch;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import dev.sluice.time.Micros;
import java.io.PrintStream;
import java.util.List;

/** Prints the first records of each batch under its time, in the form that Spark Streaming prints them. */
public final class PrintSink {
    /** How many records are printed where the program does not say. */
    public static final int RECORDS_DEFAULT = 10;

    private static final String RULE = "-".repeat(43);

    private final PrintStream out;
    private final int records;

    /** A sink that prints at most this many records of each batch. */
    public PrintSink(PrintStream out, int records, Origin origin) {
        if (records < 1) {
            throw new InvalidProgramException(
                    origin + ": the number of records to print must be at least 1, but was " + records);
        }
        this.out = out;
        this.records = records;
    }

    /**
     * Prints a batch.
     *
     * @param first its first records, one more than are printed where there are more
     */
    public void print(List<?> first, Batch batch) {
        StringBuilder text = new StringBuilder();
        line(text, RULE);
        line(text, "Time: " + Micros.inWords(Micros.of(batch.time())));
        line(text, RULE);
        first.stream().limit(records).forEach(record -> line(text, String.valueOf(record)));
        if (first.size() > records) {
            line(text, "...");
        }
        line(text, "");
        out.print(text);
        out.flush();
    }

    private static void line(StringBuilder text, String content) {
        text.append(content).append(System.lineSeparator());
    }
}
