package dev.sluice;

import dev.sluice.batch.Replay;
import dev.sluice.batch.ReplayText;
import dev.sluice.engine.Engine;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.journal.Inspection;
import dev.sluice.journal.Recording;
import dev.sluice.operator.Graph;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageAddress;
import dev.sluice.storage.TypeRegistry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That a context runs one recorded batch again, and from which directory.
 *
 * @param shown what people know the directory by
 * @param dropped the ids of what the program does without
 */
record ReplayOptions(Replay replay, Storage storage, String shown, Set<String> dropped) {
    private static final String PREFIX = "sluice.replay.";

    /**
     * What the system properties {@code sluice.replay.directory}, {@code …batch} and {@code …records} ask of a program
     * that knows nothing of it; null if they do not. That it was asked for is told by the property {@code …taken}.
     */
    static @Nullable ReplayOptions ofProperties(Set<String> dropped) {
        String directory = System.getProperty(PREFIX + "directory");
        if (directory == null) {
            return null;
        }
        System.setProperty(PREFIX + "taken", "true");
        Replay replay =
                new Replay(number("batch", 0), number("records", Replay.RECORDS_DEFAULT), new ReplayText(System.out));
        return new ReplayOptions(replay, new StorageAddress(directory).open(), directory, dropped);
    }

    /** The engine that a program is to have: its own, but where it says nothing, with as many workers as the run had. */
    String master(String own) {
        return own.equals("local[*]")
                ? Inspection.of(storage)
                        .job()
                        .map(job -> "local[" + job.parallelism() + "]")
                        .orElse(own)
                : own;
    }

    /** Reads the directory for a program. */
    Recording recording(Graph graph, Engine engine, TypeRegistry types) {
        return Recording.upTo(replay.batch(), storage, shown, graph, engine, types, dropped);
    }

    private static long number(String name, long otherwise) {
        String text = System.getProperty(PREFIX + name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidProgramException(
                    "the system property " + PREFIX + name + " must be a number, but was '" + text + "'", e);
        }
    }
}
