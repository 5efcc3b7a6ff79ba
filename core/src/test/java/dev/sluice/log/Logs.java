package dev.sluice.log;

import dev.sluice.storage.Durability;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Short ways to write and read the logs of the tests. */
final class Logs {
    static final UUID JOB = new UUID(11, 12);
    static final LogSettings POWER = new LogSettings(Durability.POWER, 1 << 20, () -> {});
    static final LogSettings PROCESS = new LogSettings(Durability.PROCESS, 1 << 20, () -> {});

    private Logs() {}

    static LogDirectory in(Storage storage) {
        return new LogDirectory(storage, "", JOB);
    }

    static LogWriter begin(Storage storage, LogSettings settings) {
        return LogWriter.open(in(storage), 7, settings, List.of());
    }

    /** Goes on with all that is there. */
    static LogWriter after(Storage storage, int epoch, LogSettings settings) {
        return LogWriter.after(LogReader.open(in(storage), List.of()), LogPosition.START, epoch, settings);
    }

    /** What the log says, each record as text. */
    static List<String> texts(Storage storage) {
        return texts(LogReader.open(in(storage), List.of()), LogPosition.START);
    }

    static List<String> texts(LogReader reader, LogPosition from) {
        List<String> texts = new ArrayList<>();
        reader.from(from).forEachRemaining(record -> texts.add(Bytes.text(record.payload())));
        return texts;
    }

    static LogEntry append(LogWriter writer, String text) {
        return writer.append(1, Bytes.text(text));
    }

    static void appendDurably(LogWriter writer, String... texts) {
        for (String text : texts) {
            writer.await(append(writer, text));
        }
    }
}
