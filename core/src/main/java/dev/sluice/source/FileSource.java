package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import dev.sluice.storage.Storage;
import dev.sluice.table.VersionedState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a directory, each read once, whole, as one split. A file is known by its path, size and modification time,
 * never by the clock: one that comes late, from the past or from the future is read all the same. Only regular files
 * below the directory are read, and never beyond the length they were planned with. After a crash the batches that were
 * planned read the same files, which must be as they were, and files that came meanwhile are new.
 */
final class FileSource<T> implements DirectSource<T, FilePosition>, Remembering<FilePosition> {
    /** How many files the log holds before it begins to forget those that are gone from the directory. */
    static final int REMEMBERED_MAX = 1_000_000;

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);
    private static final int NAMES_SHOWN = 3;

    private final String name;
    private final Storage storage;
    private final FileOptions options;
    private final FileFormat<T> format;
    private final FileListing listing;
    private final FileLog log = new FileLog(REMEMBERED_MAX);
    private final SettlingFiles settling;

    FileSource(String name, Storage storage, FileOptions options, FileFormat<T> format) {
        this.name = name;
        this.storage = storage;
        this.options = options;
        this.format = format;
        this.listing = new FileListing(storage, options);
        this.settling = new SettlingFiles(options.settleTime());
    }

    @Override
    public FilePosition start() throws Exception {
        List<SeenFile> present = listing.files();
        return new FilePosition(0, List.of()).plus(options.existing() ? List.of() : present);
    }

    @Override
    public FilePosition next(FilePosition from, Batch batch, long recordsMax) throws Exception {
        List<SeenFile> present = listing.files();
        settling.keepOnly(present);
        log.forgetGone(present);
        return from.plus(firstDue(present, batch, recordsMax));
    }

    private List<SeenFile> firstDue(List<SeenFile> present, Batch batch, long recordsMax) {
        List<SeenFile> due = new ArrayList<>();
        long records = 0;
        for (SeenFile file : present) {
            if (due.size() == options.filesPerBatchMax()) {
                break;
            }
            if (isNew(file) && settling.isSettled(file, batch)) {
                records += Math.max(0, format.records(name, file));
                if (records > recordsMax && !due.isEmpty()) {
                    break;
                }
                due.add(file);
            }
        }
        return due;
    }

    private boolean isNew(SeenFile file) {
        SeenFile known = log.find(file.path());
        return known == null || !known.equals(file) && isReadAgain(file, known);
    }

    private boolean isReadAgain(SeenFile file, SeenFile known) {
        return switch (options.changed()) {
            case READ_AGAIN -> true;
            case FAIL ->
                throw new SourceException(name + ": file " + file + " was seen before as " + known
                        + " and has changed; write files elsewhere and move them in, or choose"
                        + " ChangedFiles.IGNORE or READ_AGAIN");
            case IGNORE -> {
                LOG.warn(
                        "{}: file {} was seen before as {} and has changed; the change is not read", name, file, known);
                log.replace(file);
                yield false;
            }
        };
    }

    @Override
    public List<Split<T>> splits(FilePosition from, FilePosition to) {
        return List.copyOf(files(from, to));
    }

    @Override
    public List<Split<T>> splitsAgain(FilePosition from, FilePosition to) {
        PlannedFiles planned = new PlannedFiles(name, storage);
        return files(from, to).stream()
                .<Split<T>>map(split -> new FileSplitAgain<>(split, planned))
                .toList();
    }

    private List<FileSplit<T>> files(FilePosition from, FilePosition to) {
        return from.seen() == to.seen()
                ? List.of()
                : to.added().stream()
                        .map(file -> new FileSplit<>(name, storage, file, format))
                        .toList();
    }

    @Override
    public VersionedState memory() {
        return log.memory();
    }

    @Override
    public void planned(FilePosition position) {
        log.planned(position);
    }

    @Override
    public void reached(FilePosition position) {
        log.reached(position);
    }

    @Override
    public String describe(FilePosition from, FilePosition to) {
        if (from.seen() == to.seen()) {
            return "no files";
        }
        List<SeenFile> files = to.added();
        String names = files.stream().limit(NAMES_SHOWN).map(SeenFile::path).collect(Collectors.joining(", "));
        return files.size() + " files: " + names + (files.size() > NAMES_SHOWN ? ", …" : "");
    }
}
