package dev.sluice.file;

import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;
import java.io.Serializable;
import java.util.List;

/** How records become the bytes of a file: the same records always the same bytes. A value. */
public abstract sealed class RecordForm<T> implements Serializable permits TextForm, JsonForm, ObjectForm {
    private static final long serialVersionUID = 1L;

    /**
     * Lines of UTF-8, each ended by a newline. A record is written as it is: one that holds newlines is read back as
     * several lines. Half of a surrogate pair becomes {@code ?}.
     */
    public static RecordForm<String> text() {
        return new TextForm();
    }

    /**
     * Lines of JSON, each ended by a newline. Records become objects of their components, maps with string keys objects,
     * iterables and arrays arrays; an {@code Optional} is its value or null; times, durations, UUIDs and enum constants
     * become strings. A number that is not finite is refused, and so is any other class.
     */
    public static RecordForm<Object> json() {
        return new JsonForm();
    }

    /** Any records that the registry lets pass, in checksummed frames. */
    public static <T> RecordForm<T> objects(TypeRegistry types) {
        return new ObjectForm<>(types);
    }

    /** Begins a new file. */
    abstract Encoder<T> begin(BufferedFile file);

    /** Writes the records of whole files as one, one file after another, and does not count them. */
    void join(List<Location> parts, BufferedFile file) {
        parts.forEach(part -> new Content(part).forEach(file::write));
    }

    /** Writes the records of one file, one after another, and counts them. For one thread. */
    interface Encoder<T> {
        void write(T record);

        /** Writes what is left and what ends the file. */
        void end();
    }
}
