package dev.sluice.file;

import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where a batch can be when it is written again. */
enum WrittenPlace {
    A_DIRECTORY,
    A_PIECE,
    THE_NEWEST_FILE,
    AN_OLDER_FILE,
    A_FILE_THAT_A_READER_TOOK;

    static final String KEY = "job/1-1000/0";
    private static final long TIME = 1000;

    /** Writes the batch for the first time, and what comes then. */
    void begin(Storage storage, RecordKind kind, List<List<Object>> parts) {
        write(storage, kind, KEY, parts);
        if (this == AN_OLDER_FILE) {
            roll(storage, kind, TIME + 1000, "job/2-2000/0", List.of(kind.records(1)));
        }
        if (this == A_FILE_THAT_A_READER_TOOK) {
            storage.delete("out/counts-1000-1000.x");
        }
    }

    /** Writes a batch there; what is staged and not published is discarded. */
    void write(Storage storage, RecordKind kind, String key, List<List<Object>> parts) {
        if (this == A_DIRECTORY) {
            writeDirectory(storage, kind, key, parts);
        } else {
            roll(storage, kind, TIME, key, parts);
        }
    }

    private static void writeDirectory(Storage storage, RecordKind kind, String key, List<List<Object>> parts) {
        StagedDirectory directory = new StagedDirectory(new Location(storage, "out/counts"), Author.UNNAMED, key);
        List<String> receipts = new ArrayList<>();
        for (int partition = 0; partition < parts.size(); partition++) {
            receipts.addAll(
                    directory.write(partition, kind.form(), parts.get(partition).iterator()));
        }
        try {
            directory.publish(receipts);
        } finally {
            directory.discard();
        }
    }

    private void roll(Storage storage, RecordKind kind, long time, String key, List<List<Object>> parts) {
        RollingFiles<Object> files = files(storage, kind);
        List<String> receipts = new ArrayList<>();
        for (int partition = 0; partition < parts.size(); partition++) {
            if (!parts.get(partition).isEmpty()) {
                receipts.add(stage(files.open(time, partition), parts.get(partition)));
            }
        }
        try {
            files.publish(time, key, receipts);
        } finally {
            files.discard(time);
        }
    }

    private static String stage(PartFile<Object> part, List<Object> records) {
        try (part) {
            records.forEach(part::write);
            return part.stage();
        }
    }

    private RollingFiles<Object> files(Storage storage, RecordKind kind) {
        Rolling rolling = Rolling.of(this == A_PIECE ? Long.MAX_VALUE : 1, Duration.ofHours(1));
        return new RollingFiles<>(new Location(storage, "out/counts"), ".x", kind.form(), rolling, Author.UNNAMED);
    }
}
