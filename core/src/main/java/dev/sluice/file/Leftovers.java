package dev.sluice.file;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lower epochs of a job staged beside its targets and did not publish. Each directory is first renamed, in one step:
 * a process that still lives publishes it before that, whole, or never. What is deleted then has a name that no process
 * publishes.
 *
 * @param targets matches the names of the job's targets in that directory
 * @param author the new run
 */
public record Leftovers(Storage storage, String directory, Pattern targets, Author author) {
    static final String STAGING = ".staging";
    static final String READY = ".ready";
    private static final String DISCARDED = ".discarded";

    /** The hidden directory of an author beside a target. */
    static String path(Location target, Author author, String ending) {
        return join(target.directory(), "." + target.name() + "." + author.name() + ending);
    }

    /** Discards all of it. Other runs may do the same at the same time. */
    public void discard() {
        if (author.synced() && storage.exists(directory)) {
            DirectoryNames.sync(storage, directory);
        }
        List<String> found = found();
        while (!found.isEmpty()) {
            found.forEach(this::discard);
            found = found();
        }
    }

    private List<String> found() {
        Pattern pattern = Pattern.compile("\\.(?:" + targets.pattern() + ")\\." + author.jobName()
                + "-(\\d{1,18})\\.(?:staging|ready)(?:\\.discarded)?");
        return names(directory).stream()
                .filter(name -> {
                    Matcher matcher = pattern.matcher(name);
                    return matcher.matches() && Long.parseLong(matcher.group(matcher.groupCount())) < author.epoch();
                })
                .toList();
    }

    private void discard(String name) {
        try {
            if (name.endsWith(DISCARDED)) {
                delete(join(directory, name));
            } else {
                storage.rename(join(directory, name), join(directory, name + DISCARDED));
            }
        } catch (StorageException e) {
            if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.EXISTS && e.kind() != Kind.NOT_EMPTY) {
                throw e;
            }
        }
    }

    private void delete(String path) {
        names(path).forEach(name -> storage.delete(join(path, name)));
        storage.delete(path);
    }

    private List<String> names(String path) {
        try {
            return storage.list(path).stream().map(Entry::name).toList();
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }
}
