package dev.sluice.testkit.storage;

import java.util.Locale;

/**
 * One step of a program that reaches the disk, and can be the last one it does. {@code putIfAbsent} and {@code
 * createDirectories} take several.
 */
public enum Operation {
    /** A new file. */
    CREATE("create"),
    /** Bytes at the end of a file. */
    APPEND("append to"),
    /** The bytes of a file become durable. */
    SYNC("sync"),
    /** A file is closed. */
    CLOSE("close"),
    /** The first step of {@code putIfAbsent}: looks whether the name is free, and writes the content aside. */
    PUT_WRITE("put"),
    /** The second step: the file gets its name, unless another was faster. */
    PUT_NAME("put"),
    /** The last step: the name becomes durable. */
    PUT_SYNC("put"),
    /** A new name for a file or directory. */
    RENAME("rename"),
    /** The names in a directory become durable. */
    SYNC_DIRECTORY("sync"),
    /** A name is deleted. */
    DELETE("delete"),
    /** The names in a directory are listed. */
    LIST("list"),
    /** A range of a file is read. */
    READ("read"),
    /** A file is opened for reading, all of it. */
    OPEN("open"),
    /** Looks whether something has a name; the first step of {@code createDirectories} too. */
    EXISTS("look up"),
    /** A missing directory gets its name. */
    MAKE_DIRECTORY("create the directory"),
    /** The name of a new directory becomes durable. */
    MAKE_DIRECTORY_SYNC("create the directory");

    private final String verb;
    private final String label;

    Operation(String verb) {
        this.verb = verb;
        this.label = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What an error says could not be done. */
    String verb() {
        return verb;
    }

    @Override
    public String toString() {
        return label;
    }
}
