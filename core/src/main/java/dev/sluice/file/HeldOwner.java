package dev.sluice.file;

import dev.sluice.error.OutputConflictException;
import dev.sluice.storage.Entry;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** A hidden directory beside rolling files, and whose it is. */
record HeldOwner(String directory, String job, long epoch) {
    /**
     * All that hold something back under a prefix.
     *
     * @throws OutputConflictException if one belongs to another job
     */
    static List<HeldOwner> all(HeldBack held) {
        Pattern pattern = Pattern.compile(Pattern.quote(held.directoryName()) + "([0-9a-f]{8})-(\\d{1,18})");
        List<HeldOwner> owners = held.storage().list(held.prefix().directory()).stream()
                .map(Entry::name)
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> new HeldOwner(found.group(), found.group(1), Long.parseLong(found.group(2))))
                .toList();
        owners.forEach(owner -> owner.requireOwn(held));
        return owners;
    }

    /** The time of the newest batch that is held back or in a file; none if there is no batch. */
    LongStream newest(HeldBack held) {
        HeldNames names = HeldNames.of(
                held.storage().list(held.prefix().sibling(directory).path()));
        return LongStream.concat(
                names.pieces().keySet().stream().mapToLong(Long::longValue),
                names.rolled().stream().mapToLong(HeldNames.Range::last));
    }

    private void requireOwn(HeldBack held) {
        if (!job.equals(held.author().jobName())) {
            throw new OutputConflictException(
                    "'" + held.prefix().sibling(directory) + "' belongs to another job than "
                            + Manifest.words(held.author().job())
                            + ", and may hold batches back that are in no file yet. Let each"
                            + " job, and each output of a job, write under a name of its own; if this job lost its checkpoint"
                            + " directory, bring it back; if the other job is over, move what it wrote away, this directory too");
        }
    }
}
