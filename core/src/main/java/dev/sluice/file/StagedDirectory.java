package dev.sluice.file;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Location;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * A directory of part files that becomes visible whole or not at all.
 *
 * <pre>
 *   tasks    write, sync      .counts-1000.1c291ca3-7.staging/part-00000, part-00001.2 …
 *   driver   rename           .counts-1000.1c291ca3-7.ready
 *            manifest, sync   .counts-1000.1c291ca3-7.ready/_sluice
 *            rename           counts-1000
 * </pre>
 *
 * Parts are written by any number of threads or processes, several attempts at one part among them: each writes a file
 * of its own, and only the parts that are published stay. An attempt that goes on after the first rename finds no
 * directory, or writes where nobody looks. What is visible is never changed. A value; its failures name the target.
 *
 * @param target the directory that is to be
 * @param author whose parts they are: those of others are left alone
 * @param key what is written there, in words that are the same whenever it is written; empty for no manifest
 */
public record StagedDirectory(Location target, Author author, String key) implements Serializable {
    /** A directory outside of all batches. */
    public StagedDirectory(Location target) {
        this(target, Author.UNNAMED, "");
    }

    /** Begins a part. The directory above the target is created if it is missing. */
    public <T> PartFile<T> open(int partition, RecordForm<T> form) {
        try {
            return staging().open(partition, form);
        } catch (SluiceException failure) {
            throw told(failure);
        }
    }

    /**
     * Writes a part, if it has any record.
     *
     * @return its receipt, to be published; none for no records
     */
    public <T> List<String> write(int partition, RecordForm<T> form, Iterator<T> records) {
        if (!records.hasNext()) {
            return List.of();
        }
        try (PartFile<T> part = open(partition, form)) {
            while (records.hasNext()) {
                part.write(records.next());
            }
            return List.of(part.stage());
        }
    }

    /**
     * Makes the directory visible, unless there are no parts. Where it is visible already it stays, if it holds the
     * same: by its manifest the same records, however they are divided; without one the same bytes.
     *
     * @param receipts of the staged parts, one for each partition that has records
     * @throws dev.sluice.error.OutputConflictException if something else is visible already
     */
    public void publish(List<String> receipts) {
        try {
            staging().publish(receipts.stream().map(Part::parse).toList());
        } catch (SluiceException failure) {
            throw told(failure);
        }
    }

    /** Deletes what was staged. */
    public void discard() {
        try {
            staging().discard();
        } catch (SluiceException failure) {
            throw told(failure);
        }
    }

    SluiceException told(SluiceException failure) {
        return failure.during("cannot write '" + target + "'");
    }

    private Staging staging() {
        return new Staging(this);
    }
}
