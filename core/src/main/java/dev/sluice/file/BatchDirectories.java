package dev.sluice.file;

import dev.sluice.error.OutputConflictException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.time.Micros;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The visible directories of a job's batches.
 *
 * @param prefix of their names
 * @param targets matches the names; the first group is the batch time, see {@link Micros#text}
 */
public record BatchDirectories(Location prefix, Pattern targets) {
    /** A directory and its batch time. */
    private record Target(Location directory, long time) {}

    /**
     * The time of the newest batch; empty if there is none that says whose it is.
     *
     * @throws OutputConflictException if the newest belongs to another job
     */
    public Optional<Instant> newest(String job) {
        Optional<Target> newest = targetsThere().stream().max(Comparator.comparingLong(Target::time));
        return newest.isEmpty() || !isOf(job, newest.get().directory())
                ? Optional.empty()
                : Optional.of(Micros.moment(newest.get().time()));
    }

    private List<Target> targetsThere() {
        if (!prefix.storage().exists(prefix.directory())) {
            return List.of();
        }
        return prefix.storage().list(prefix.directory()).stream()
                .map(Entry::name)
                .map(targets::matcher)
                .filter(Matcher::matches)
                .map(name -> new Target(prefix.sibling(name.group()), Micros.parse(name.group(1))))
                .toList();
    }

    private static boolean isOf(String job, Location directory) {
        Location manifest = directory.plus("/" + Manifest.NAME);
        if (!manifest.storage().exists(manifest.path())) {
            return false;
        }
        String key = Manifest.read(manifest).sections().get(0).key();
        if (!key.startsWith(Manifest.words(job) + "/")) {
            throw new OutputConflictException("'" + directory + "' belongs to another job than " + Manifest.words(job)
                    + ": it holds " + key
                    + ". Nothing was changed. Let each job, and each output of a job, write under a"
                    + " name of its own; if this job lost its checkpoint directory, bring it back; if the other job is"
                    + " over, move what it wrote away");
        }
        return true;
    }
}
