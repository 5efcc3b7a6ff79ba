package dev.sluice.log;

import dev.sluice.error.CorruptionException;
import dev.sluice.storage.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every byte of a log. Other than a {@link LogReader} it goes on behind damage, file by file. Changes nothing.
 *
 * <p>The newest file that was begun says which of the others belong to the log and where they end. If its beginning is
 * damaged, that is not known, and every file is held to end where an append may have been cut off.
 */
public final class LogCheck {
    private final LogDirectory directory;
    private final Map<LogPosition, Long> files = new TreeMap<>();
    private final Map<LogPosition, CheckedSegment> checked = new TreeMap<>();

    private LogCheck(LogDirectory directory) {
        this.directory = directory;
        for (Entry entry : directory.storage().list(directory.directory())) {
            LogPosition start = SegmentName.start(entry.name());
            if (start != null && entry.kind() == Entry.Kind.FILE) {
                files.put(start, entry.size());
            }
        }
    }

    /**
     * What is there and what is missing, in the order of the log.
     *
     * @param firstNeeded files before this position may have been deleted, and are not missed
     * @throws dev.sluice.error.StorageException when the disk fails
     */
    public static List<CheckedSegment> verify(LogDirectory directory, LogPosition firstNeeded) {
        return new LogCheck(directory).run(firstNeeded);
    }

    private List<CheckedSegment> run(LogPosition firstNeeded) {
        List<LogPosition> newestFirst = new ArrayList<>(files.keySet());
        Collections.reverse(newestFirst);
        for (LogPosition start : newestFirst) {
            SegmentHeader header = checkAsNewest(start);
            if (header != null && !header.isDraft()) {
                header.ends().forEach(end -> checkUpTo(end, firstNeeded));
                break;
            }
        }
        files.keySet().forEach(start -> checked.putIfAbsent(start, result(start, 0, null)));
        return List.copyOf(checked.values());
    }

    private @Nullable SegmentHeader checkAsNewest(LogPosition start) {
        SegmentHeader header = null;
        try {
            NewestSegment newest = new NewestSegment(directory, start, 0);
            header = newest.header();
            boolean isPart = header != null && !header.isDraft();
            checked.put(start, result(start, isPart ? newest.end().offset() : 0, null));
        } catch (CorruptionException damage) {
            checked.put(start, result(start, 0, damage.getMessage()));
        }
        return header;
    }

    private void checkUpTo(LogPosition end, LogPosition firstNeeded) {
        LogPosition start = end.at(0);
        if (!files.containsKey(start) && (end.offset() == 0 || end.compareTo(firstNeeded) < 0)) {
            return;
        }
        try {
            new LogRecords(directory, List.of(end), LogPosition.START).forEachRemaining(frame -> {});
            checked.put(start, result(start, end.offset(), null));
        } catch (CorruptionException damage) {
            checked.put(start, result(start, end.offset(), damage.getMessage()));
        }
    }

    private CheckedSegment result(LogPosition start, long validBytes, @Nullable String fault) {
        return new CheckedSegment(directory.name(start), files.getOrDefault(start, 0L), validBytes, fault);
    }
}
