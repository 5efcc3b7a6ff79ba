package dev.sluice.file;

import dev.sluice.error.StorageException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A visible file of many batches; its manifest is in the hidden directory beside it. */
record RolledFile(Location file) {
    private static final Pattern NAME = Pattern.compile("(.+?)-(-?\\d+(?:_\\d{3})?--?\\d+(?:_\\d{3})?)(\\..+)?");

    /** Where the manifest is; empty if there is none. */
    Optional<Location> manifest() {
        Matcher name = NAME.matcher(file.name());
        if (!name.matches()) {
            return Optional.empty();
        }
        String ending = name.group(3) == null ? "" : name.group(3);
        Pattern hidden =
                Pattern.compile(Pattern.quote("." + name.group(1) + ending + ".rolling.") + "[0-9a-f]{8}-\\d+");
        return names(file.sibling(""))
                .filter(directory -> hidden.matcher(directory).matches())
                .flatMap(directory -> manifests(file.sibling(directory), name.group(2)))
                .findFirst();
    }

    private Stream<Location> manifests(Location hidden, String range) {
        Stream<Location> newest = in(hidden, range);
        return Stream.concat(newest, in(hidden.plus("/" + HeldBack.ROLLED), range));
    }

    private Stream<Location> in(Location directory, String range) {
        return names(directory)
                .filter(name -> name.startsWith(range + ".") && !name.endsWith(HeldNames.DRAFT))
                .map(name -> directory.plus("/" + name));
    }

    private Stream<String> names(Location directory) {
        try {
            List<Entry> entries = file.storage().list(directory.path());
            return entries.stream().map(Entry::name);
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Stream.empty();
            }
            throw e;
        }
    }
}
