package dev.sluice.source;

import dev.sluice.error.SluiceException;
import dev.sluice.file.ObjectReader;
import dev.sluice.file.RecordFiles;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Split;
import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;
import java.util.Iterator;
import java.util.List;

/** The files that a program names as splits: one for each file. */
public final class FileSplits {
    private FileSplits() {}

    /** The records of object files. */
    public static <T> List<Split<T>> objects(String path, TypeRegistry types, Origin origin) {
        try {
            return RecordFiles.at(Location.local(path)).stream()
                    .<Split<T>>map(file -> new OfObjects<>(file, types))
                    .toList();
        } catch (SluiceException failure) {
            throw failure.during(origin.toString());
        }
    }

    private record OfObjects<T>(Location file, TypeRegistry types) implements Split<T> {
        @Override
        public Iterator<T> iterator() {
            return new ObjectReader<>(file, types.codec());
        }

        @Override
        public long size() {
            return UNKNOWN;
        }
    }
}
