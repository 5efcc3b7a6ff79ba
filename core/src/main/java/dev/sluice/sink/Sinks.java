package dev.sluice.sink;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.file.RecordForm;
import dev.sluice.file.Rolling;
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
        return new FileSink<>("text files", new FileName(prefix, suffix), RecordForm.text());
    }

    /**
     * The same with records as checksummed bytes, which come back as they were: see {@code StreamingContext.objectFile}.
     * Records whose content has no order of its own, such as a {@code Map.of}, may become other bytes in another run.
     *
     * @param types which classes may be written
     * @throws InvalidProgramException if these cannot be the ends of a name
     */
    public static <T> Sink<T> objectFiles(Location prefix, String suffix, TypeRegistry types) {
        return new FileSink<>("object files", new FileName(prefix, suffix), RecordForm.objects(types));
    }

    /**
     * The same with lines of JSON: records become objects of their components, maps with string keys objects, iterables
     * and arrays arrays, an {@code Optional} its value or null; times, durations, UUIDs and enum constants become strings.
     * A number that is not finite fails the batch, and so does a class that is none of these.
     *
     * @throws InvalidProgramException if these cannot be the ends of a name
     */
    public static Sink<Object> jsonLines(Location prefix, String suffix) {
        return new FileSink<>("JSON lines", new FileName(prefix, suffix), RecordForm.json());
    }

    /**
     * Text files {@code prefix-<time of the first batch in ms>-<time of the last>[.suffix]} of many batches each, which
     * become visible whole, and are never changed. Batches are held back, hidden and durable, until a file rolls; a
     * graceful stop makes a file of what is left, and after any other end the next run goes on with it. Batches are in
     * order, each in one file.
     *
     * @param suffix empty for none
     * @throws InvalidProgramException if these cannot be the ends of a name
     */
    public static Sink<String> rollingText(Location prefix, String suffix, Rolling rolling) {
        return new RollingSink<>("text files", new FileName(prefix, suffix), RecordForm.text(), rolling);
    }

    /**
     * The same with records as in {@link #jsonLines}.
     *
     * @throws InvalidProgramException if these cannot be the ends of a name
     */
    public static Sink<Object> rollingJsonLines(Location prefix, String suffix, Rolling rolling) {
        return new RollingSink<>("JSON lines", new FileName(prefix, suffix), RecordForm.json(), rolling);
    }

    /**
     * The same with records as in {@link #objectFiles}.
     *
     * @param types which classes may be written
     * @throws InvalidProgramException if these cannot be the ends of a name
     */
    public static <T> Sink<T> rollingObjects(Location prefix, String suffix, Rolling rolling, TypeRegistry types) {
        return new RollingSink<>("object files", new FileName(prefix, suffix), RecordForm.objects(types), rolling);
    }

    /** An action on each record, where the engine runs, by several threads at once. */
    public static <T> Sink<T> forEach(Consumer<? super T> action) {
        return new ForEachSink<>(action);
    }
}
