package dev.sluice.sink;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.file.RecordForm;
import dev.sluice.function.Consumer;
import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;

/** The built-in sinks. */
public final class Sinks {
    private Sinks() {}

    /**
     * A directory {@code prefix-<batch time in ms>[.suffix]} of text files for each batch that has records, a file for
     * each partition that has any. Directories become visible whole, and are never changed. A line is written as it is,
     * in UTF-8: one that holds newlines is read back as several.
     *
     * @param suffix empty for none
     * @throws InvalidProgramException if these cannot be the ends of a name
     */
    public static Sink<String> textFiles(Location prefix, String suffix) {
        return new FileSink<>("text files", prefix, suffix, RecordForm.text());
    }

    /**
     * The same with records as checksummed bytes, which come back as they were: see {@code StreamingContext.objectFile}.
     * Records whose content has no order of its own, such as a {@code Map.of}, may become other bytes in another run.
     *
     * @param types which classes may be written
     * @throws InvalidProgramException if these cannot be the ends of a name
     */
    public static <T> Sink<T> objectFiles(Location prefix, String suffix, TypeRegistry types) {
        return new FileSink<>("object files", prefix, suffix, RecordForm.objects(types));
    }

    /** An action on each record, where the engine runs, by several threads at once. */
    public static <T> Sink<T> forEach(Consumer<? super T> action) {
        return new ForEachSink<>(action);
    }
}
