package dev.sluice.journal;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import dev.sluice.log.FileId;
import dev.sluice.log.Frame;
import dev.sluice.log.FrameBytes;
import dev.sluice.log.FrameReader;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which job a directory belongs to: written once, before anything else. A second file is written once the log of the
 * first run is there, so that a log that was lost is not taken for one that never was.
 */
final class Identity {
    static final String NAME = "job";
    static final String BEGUN = "begun";
    static final int JOB_OFFSET = 8;

    private Identity() {}

    /**
     * The job of a directory; null if nothing of Sluice is there.
     *
     * @throws RecoveryException if the identity is gone and the rest is not
     */
    static @Nullable UUID read(Storage storage, List<Entry> entries, String shown) {
        if (entries.stream().noneMatch(entry -> entry.name().equals(NAME))) {
            requireNothing(entries, shown);
            return null;
        }
        return read(storage);
    }

    static UUID create(Storage storage, UUID job, String program) {
        return storage.putIfAbsent(NAME, content(FileId.Kind.JOB, job, program)) ? job : read(storage);
    }

    /** States that the job has a log. */
    static void begun(Storage storage, UUID job, String program) {
        boolean ignored = storage.putIfAbsent(BEGUN, content(FileId.Kind.BEGUN, job, program));
    }

    private static byte[] content(FileId.Kind kind, UUID job, String program) {
        return new FrameBytes(new FileId(kind, 0, 0, job))
                .add(FrameType.RUN, program.getBytes(StandardCharsets.UTF_8))
                .toBytes();
    }

    /**
     * Checks that a job of which nothing is found has never begun.
     *
     * @throws RecoveryException if it has
     */
    static void requireNotBegun(List<Entry> entries, String shown) {
        if (entries.stream().anyMatch(entry -> entry.name().equals(BEGUN))) {
            throw new RecoveryException(
                    "'" + shown + "' holds the log of no run any more, but of one that had one: files"
                            + " are missing. Nothing was changed; restore the whole directory from a copy, or use another"
                            + " directory to begin anew");
        }
    }

    private static UUID read(Storage storage) {
        byte[] bytes = storage.read(NAME, 0, Frame.HEADER_BYTES);
        if (bytes.length < Frame.HEADER_BYTES) {
            throw new CorruptionException(
                    "'" + NAME + "' is damaged: it is shorter than it was written, so nothing says"
                            + " which job the directory belongs to. Nothing was changed; restore this file from a copy");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, JOB_OFFSET, 2 * Long.BYTES);
        UUID job = new UUID(header.getLong(), header.getLong());
        FrameReader reader = new FrameReader(storage, NAME, new FileId(FileId.Kind.JOB, 0, 0, job));
        Frame ignored = reader.require();
        return job;
    }

    private static void requireNothing(List<Entry> entries, String shown) {
        for (Entry entry : entries) {
            if (Names.isOurs(entry.name())) {
                throw new RecoveryException("'" + shown + "' has files of a run, such as '" + entry.name()
                        + "', but not the file '" + NAME
                        + "' that says whose they are. Nothing was changed; restore the"
                        + " whole directory from a copy, or use another directory to begin anew");
            }
        }
    }

    static boolean isIdentity(String name) {
        return name.equals(NAME);
    }
}
