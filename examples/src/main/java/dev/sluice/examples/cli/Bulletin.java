package dev.sluice.examples.cli;

import dev.sluice.data.Batch;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Prints the results of a batch as lines under its time, and stays silent while nothing changes. For one thread. */
public final class Bulletin {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final ZoneId zone;
    private List<String> last = List.of();

    /** A bulletin on standard output. */
    public Bulletin() {
        this(System.out, ZoneId.systemDefault());
    }

    Bulletin(PrintStream out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    /** Prints these results, unless there are none or they are those of the last time. */
    public void post(Batch batch, List<?> results) {
        List<String> lines = results.stream().map(String::valueOf).toList();
        if (lines.equals(last)) {
            return;
        }
        last = lines;
        if (!lines.isEmpty()) {
            out.print(text(batch, lines));
            out.flush();
        }
    }

    private String text(Batch batch, List<String> lines) {
        StringBuilder text = new StringBuilder();
        text.append(TIME.format(batch.time().atZone(zone))).append(System.lineSeparator());
        lines.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        return text.toString();
    }
}
