package dev.sluice.source;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Predicate;
import java.io.Serializable;
import java.time.Duration;

/**
 * Which files of a directory are read, and when.
 *
 * @param filter whether a file of this name is read
 * @param existing whether files that are there at the start are read too
 * @param recursive whether files in directories below are read; those whose name begins with a dot or an underscore, and
 *     links, are not entered
 * @param settleTime how long a new file must have kept its size and modification time, by batch times, before it is read
 * @param filesPerBatchMax the most files that a batch reads; the others wait for the next
 * @param changed what becomes of a file that changed after it was seen
 */
public record FileOptions(
        Predicate<String> filter,
        boolean existing,
        boolean recursive,
        Duration settleTime,
        int filesPerBatchMax,
        ChangedFiles changed)
        implements Serializable {
    /**
     * New files only, of visible names, from the directory itself, at once, at most a thousand a batch; files that
     * change afterwards are left alone. Who writes files elsewhere and moves them in needs nothing else.
     */
    public static final FileOptions DEFAULT =
            new FileOptions(FileOptions::isVisible, false, false, Duration.ZERO, 1_000, ChangedFiles.IGNORE);

    /** Options that are possible. */
    public FileOptions {
        if (filesPerBatchMax < 1) {
            throw new InvalidProgramException(
                    "a batch must be allowed to read at least 1 file, but was allowed " + filesPerBatchMax);
        }
        if (settleTime.isNegative()) {
            throw new InvalidProgramException("the settle time of files must not be negative, but was " + settleTime);
        }
    }

    /** Whether a name is meant to be read: no leading dot or underscore, and no {@code .tmp} or {@code .part} at its end. */
    public static boolean isVisible(String name) {
        return !name.startsWith(".") && !name.startsWith("_") && !name.endsWith(".tmp") && !name.endsWith(".part");
    }

    /** These options with another filter, in place of {@link #isVisible}. */
    public FileOptions filter(Predicate<String> newFilter) {
        return new FileOptions(newFilter, existing, recursive, settleTime, filesPerBatchMax, changed);
    }

    /** These options, with files that are there at the start. */
    public FileOptions withExisting() {
        return new FileOptions(filter, true, recursive, settleTime, filesPerBatchMax, changed);
    }

    /** These options, with directories below. */
    public FileOptions recursively() {
        return new FileOptions(filter, existing, true, settleTime, filesPerBatchMax, changed);
    }

    /** These options with another settle time: for files that are written in place. */
    public FileOptions settleTime(Duration newSettleTime) {
        return new FileOptions(filter, existing, recursive, newSettleTime, filesPerBatchMax, changed);
    }

    /** These options with another number of files for a batch. */
    public FileOptions filesPerBatchMax(int newMax) {
        return new FileOptions(filter, existing, recursive, settleTime, newMax, changed);
    }

    /** These options with another answer to changed files. */
    public FileOptions changed(ChangedFiles newChanged) {
        return new FileOptions(filter, existing, recursive, settleTime, filesPerBatchMax, newChanged);
    }
}
