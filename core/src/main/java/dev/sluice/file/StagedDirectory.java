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
 *   tasks    write, sync    .counts-1000.staging/part-00000, part-00001 …
 *   driver   rename         .counts-1000.staging → counts-1000
 * </pre>
 *
 * Parts are written by any number of threads or processes, several attempts at one part among them: each writes a file
 * of its own, and only the parts that are published stay. What is visible is never changed. A value; its failures name
 * the target.
 *
 * @param target the directory that is to be
 */
public record StagedDirectory(Location target) implements Serializable {
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
     * @return its name, to be published; none for no records
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
     * Makes the directory visible, unless there are no parts. Where it is visible already it stays, if it holds the same.
     *
     * @param parts the names that the parts were staged under, one for each partition that has records
     * @throws dev.sluice.error.OutputConflictException if something else is visible already
     */
    public void publish(List<String> parts) {
        try {
            staging().publish(parts);
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
