package dev.sluice.journal;

import dev.sluice.journal.Inspection.Files;
import dev.sluice.log.FileId;
import dev.sluice.log.Frame;
import dev.sluice.log.FrameReader;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of the files in the directory of a job. */
final class Names {
    private static final Pattern OURS =
            Pattern.compile("job|begun|(?:epoch|log|data|snapshot)-([0-9]{8,10})(?:-[0-9]{1,19})?");

    private static final Map<String, FileId.Kind> KINDS = Map.of(
            "job", FileId.Kind.JOB,
            "begun", FileId.Kind.BEGUN,
            "epoch", FileId.Kind.EPOCH,
            "log", FileId.Kind.LOG,
            "data", FileId.Kind.DATA,
            "snapshot", FileId.Kind.SNAPSHOT);

    private Names() {}

    static boolean isOurs(String name) {
        return OURS.matcher(name).matches();
    }

    /** What a file is that has one of our names; null for any other name. */
    static @Nullable FileId file(String name, UUID job) {
        String[] parts = name.split("-", -1);
        FileId.Kind kind = isOurs(name) ? KINDS.get(parts[0]) : null;
        if (kind == null) {
            return null;
        }
        try {
            int epoch = parts.length < 2 ? 0 : Integer.parseInt(parts[1]);
            return new FileId(kind, epoch, parts.length < 3 ? 0 : Long.parseLong(parts[2]), job);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    /** The text in a file of a single frame. */
    static String text(Storage storage, String name, UUID job) {
        FileId file = Objects.requireNonNull(file(name, job));
        FrameReader reader = new FrameReader(storage, name, file);
        Frame frame = reader.require();
        reader.requireEnd(reader.seal());
        return new String(frame.payload(), StandardCharsets.UTF_8);
    }

    /** The job that the first frame of any file is of; null if none is sound. */
    static @Nullable UUID jobOfAny(Storage storage, List<Entry> entries) {
        for (Entry entry : entries) {
            byte[] header = isOurs(entry.name()) && entry.kind() == Entry.Kind.FILE
                    ? storage.read(entry.name(), 0, Frame.HEADER_BYTES)
                    : new byte[0];
            if (header.length == Frame.HEADER_BYTES) {
                ByteBuffer bytes = ByteBuffer.wrap(header, Identity.JOB_OFFSET, 2 * Long.BYTES);
                UUID job = new UUID(bytes.getLong(), bytes.getLong());
                FileId file = file(entry.name(), job);
                if (file != null && FrameReader.read(storage, entry.name(), file, 0) instanceof Frame) {
                    return job;
                }
            }
        }
        return null;
    }

    /** How many files there are of each kind, and their bytes; kinds without files are left out. */
    static List<Files> files(List<Entry> entries) {
        List<Files> files = new ArrayList<>();
        for (String prefix : List.of(Identity.NAME, Identity.BEGUN, "epoch", "log", "data", "snapshot")) {
            List<Entry> found = entries.stream()
                    .filter(entry -> entry.kind() == Entry.Kind.FILE && isOurs(entry.name()))
                    .filter(entry -> entry.name().split("-", 2)[0].equals(prefix))
                    .toList();
            if (!found.isEmpty()) {
                files.add(new Files(
                        prefix,
                        found.size(),
                        found.stream().mapToLong(Entry::size).sum()));
            }
        }
        return files;
    }

    /** The number of the run that a file is from; 0 for every other name. */
    static int epoch(String name) {
        Matcher ours = OURS.matcher(name);
        String digits = ours.matches() ? ours.group(1) : null;
        if (digits == null) {
            return 0;
        }
        long epoch = Long.parseLong(digits);
        return epoch < Integer.MAX_VALUE ? (int) epoch : 0;
    }

    /** What is there that has none of these names, or is no file. */
    static List<String> strays(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !isOurs(entry.name()) || entry.kind() != Entry.Kind.FILE)
                .filter(entry -> !entry.name().equals(Journal.WORKSPACE))
                .map(Entry::name)
                .toList();
    }
}
