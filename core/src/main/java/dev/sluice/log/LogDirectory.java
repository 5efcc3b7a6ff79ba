package dev.sluice.log;

import dev.sluice.log.FileId.Kind;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where the log of a job is.
 *
 * @param storage that holds the directory
 * @param directory that holds the segments, and perhaps other files
 * @param job whose log it is
 */
public record LogDirectory(Storage storage, String directory, UUID job) {
    /** The name, without the directory, of the file that a position is in. */
    public String name(LogPosition position) {
        return SegmentName.of(position);
    }

    /**
     * The payload of the frame at a position, for example of a {@link LogEntry} that is durable, or of a
     * {@link LogRecord}. Safe for any thread, and while the log is written.
     *
     * @throws dev.sluice.error.CorruptionException if there is no sound frame of this log
     * @throws dev.sluice.error.StorageException if the file cannot be read
     */
    public byte[] read(LogPosition position) {
        return FrameReader.require(storage, path(position), file(position), position.offset())
                .payload();
    }

    /** Where the files of the log begin that are there, in the order of the log. */
    public List<LogPosition> segments() {
        return storage.list(directory).stream()
                .filter(entry -> entry.kind() == Entry.Kind.FILE)
                .map(entry -> SegmentName.start(entry.name()))
                .flatMap(Stream::ofNullable)
                .sorted()
                .toList();
    }

    String path(LogPosition position) {
        return directory.isEmpty() ? name(position) : directory + "/" + name(position);
    }

    FileId file(LogPosition position) {
        return new FileId(Kind.LOG, position.epoch(), position.segment(), job);
    }
}
