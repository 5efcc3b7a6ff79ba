package dev.sluice.intake;

import dev.sluice.source.RecordLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes what a batch reads to the log, and says where it is there. One that fails can be asked again: what was written is
 * not written twice. Used by one thread at a time.
 */
final class PendingReading implements Supplier<Object> {
    private final RecordLog log;
    private final List<SplitWriting> writings;
    private final List<List<RecordLog.Range>> written = new ArrayList<>();

    /** A reading of these splits, in order. */
    PendingReading(RecordLog log, List<SplitWriting> writings) {
        this.log = log;
        this.writings = writings;
    }

    @Override
    public LoggedReading get() {
        while (written.size() < writings.size()) {
            written.add(writings.get(written.size()).finish(log));
        }
        return new LoggedReading(written);
    }
}
