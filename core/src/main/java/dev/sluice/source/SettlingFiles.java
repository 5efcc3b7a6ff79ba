package dev.sluice.source;

import dev.sluice.data.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files that are perhaps still being written: known since when they have not changed, by batch times. */
final class SettlingFiles {
    private final Duration settleTime;
    private final Map<SeenFile, Instant> since = new HashMap<>();

    SettlingFiles(Duration settleTime) {
        this.settleTime = settleTime;
    }

    /** Whether the file has not changed for long enough. */
    boolean isSettled(SeenFile file, Batch batch) {
        if (settleTime.isZero()) {
            return true;
        }
        Instant first = since.computeIfAbsent(file, found -> batch.time());
        return !batch.time().isBefore(first.plus(settleTime));
    }

    /** Forgets all but these. */
    void keepOnly(List<SeenFile> present) {
        if (!since.isEmpty()) {
            since.keySet().retainAll(present.stream().collect(Collectors.toSet()));
        }
    }
}
