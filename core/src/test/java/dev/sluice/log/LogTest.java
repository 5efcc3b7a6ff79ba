package dev.sluice.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.FencedException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.StorageException;
import dev.sluice.storage.Durability;
import dev.sluice.storage.Entry;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
    private final Storage storage = Bytes.memory();

    @Test
    void whatWasAppendedIsReadInOrder() {
        try (LogWriter writer = Logs.begin(storage, Logs.PROCESS)) {
            Logs.append(writer, "a");
            writer.append(200, List.of(Bytes.text("b"), Bytes.text(""), Bytes.text("c")));
        }

        List<LogRecord> records = new ArrayList<>();
        reader().from(LogPosition.START).forEachRemaining(records::add);
        assertThat(records).extracting(LogRecord::type).containsExactly(1, 200, 200, 200);
        assertThat(records).extracting(record -> Bytes.text(record.payload())).containsExactly("a", "b", "", "c");
        assertThat(records)
                .extracting(LogRecord::position)
                .containsExactly(position(7, 1, 69), position(7, 1, 135), position(7, 1, 201), position(7, 1, 266));
    }

    @Test
    void aLogGoesOnOverSegmentsAndRuns() {
        try (LogWriter writer = Logs.begin(storage, Logs.POWER)) {
            Logs.appendDurably(writer, "a", "b");
            writer.rotate();
            Logs.appendDurably(writer, "c");
        }
        try (LogWriter writer = next(9)) {
            Logs.appendDurably(writer, "d");
        }
        try (LogWriter writer = next(10)) {
            writer.rotate();
        }

        assertThat(Logs.texts(storage)).containsExactly("a", "b", "c", "d");
        assertThat(names())
                .containsExactly(
                        "log-00000007-00000001",
                        "log-00000007-00000002",
                        "log-00000009-00000001",
                        "log-00000010-00000001");
    }

    @Test
    void aLogOnALocalDiskIsTheSame(@TempDir Path root) {
        LocalStorage disk = new LocalStorage(root).ownerOnly();
        disk.createDirectories("run");
        LogDirectory directory = new LogDirectory(disk, "run", Logs.JOB);
        LogEntry large;
        try (LogWriter writer = LogWriter.open(directory, 1, Logs.POWER, List.of())) {
            Logs.appendDurably(writer, "a");
            large = writer.append(2, Bytes.random(2_000_000, 3));
            writer.await(large);
            Logs.appendDurably(writer, "b");
        }

        LogReader reader = LogReader.open(directory, List.of(large.position()));
        assertThat(Logs.texts(reader, LogPosition.START))
                .hasSize(3)
                .startsWith("a")
                .endsWith("b");
        assertThat(directory.read(large.position())).isEqualTo(Bytes.random(2_000_000, 3));
        assertThat(reader.segments()).extracting(Segment::number).containsExactly(1, 2, 3);
    }

    @Test
    void readingBeginsWhereItIsAskedTo() {
        List<LogEntry> entries = new ArrayList<>();
        try (LogWriter writer = Logs.begin(storage, small())) {
            for (String text : List.of("a", "b", "c", "d", "e")) {
                entries.add(Logs.append(writer, text));
            }
        }

        assertThat(reader().segments()).hasSize(3);
        assertThat(Logs.texts(reader(), entries.get(1).position())).containsExactly("b", "c", "d", "e");
        assertThat(Logs.texts(reader(), entries.get(4).position())).containsExactly("e");
        LogPosition end = reader().ends(entries.get(4).position()).get(0);
        assertThat(Logs.texts(reader(), end)).isEmpty();
    }

    @Test
    void everyEntryIsFoundAtItsPosition() {
        try (LogWriter writer = Logs.begin(storage, small())) {
            for (String text : List.of("a", "b", "c", "d", "e")) {
                LogEntry entry = Logs.append(writer, text);
                assertThat(entry.isDurable()).isTrue();
                assertThat(Bytes.text(Logs.in(storage).read(entry.position()))).isEqualTo(text);
            }
        }
        assertThatThrownBy(() -> Logs.in(storage).read(position(7, 1, 70)))
                .isInstanceOf(CorruptionException.class)
                .hasMessageStartingWith("'log-00000007-00000001' is damaged at byte 70: ");
    }

    @Test
    void aFullSegmentIsFollowedByANewOne() {
        try (LogWriter writer = Logs.begin(storage, small())) {
            writer.append(1, Bytes.random(1000, 1));
            Logs.append(writer, "b");
        }

        assertThat(reader().segments())
                .containsExactly(
                        new Segment("log-00000007-00000001", 7, 1, 1134, 1134),
                        new Segment("log-00000007-00000002", 7, 2, 151, 151));
    }

    @Test
    void filesThatNoOneNeedsAreNoLongerNamed() {
        LogEntry kept;
        try (LogWriter writer = Logs.begin(storage, Logs.PROCESS)) {
            Logs.append(writer, "a");
            writer.rotate();
            kept = Logs.append(writer, "b");
            writer.forget(kept.position());
            writer.rotate();
            Logs.append(writer, "c");
        }
        LogPosition unneeded = Logs.in(storage).segments().get(0);
        assertThat(unneeded).isEqualTo(position(7, 1, 0));
        storage.delete(Logs.in(storage).name(unneeded));

        assertThat(Logs.texts(storage)).containsExactly("b", "c");
        assertThat(reader().ends(kept.position())).hasSize(2);
    }

    @Test
    void whatARunAppendsThatWasTakenOverIsNotRead() {
        LogWriter zombie = Logs.begin(storage, small());
        Logs.append(zombie, "a");
        LogWriter successor = next(8);
        Logs.append(zombie, "late");
        zombie.rotate();
        Logs.append(zombie, "later");
        Logs.appendDurably(successor, "b");

        assertThat(Logs.texts(storage)).containsExactly("a", "b");
        assertThat(reader().segments())
                .containsExactly(
                        new Segment("log-00000007-00000001", 7, 1, 204, 135),
                        new Segment("log-00000007-00000002", 7, 2, 155, 0),
                        new Segment("log-00000008-00000001", 8, 1, 151, 151));
    }

    @Test
    void otherNamesAreLeftAloneAndTold() {
        for (String name :
                List.of("job", ".DS_Store", "log-7-1", "log-00000007-00000001.tmp", "log-0000000007-00000002")) {
            storage.putIfAbsent(name, new byte[3]);
        }
        storage.createDirectories("log-00000007-00000005");
        try (LogWriter writer = Logs.begin(storage, Logs.PROCESS)) {
            Logs.append(writer, "a");
        }

        assertThat(Logs.texts(storage)).containsExactly("a");
        assertThat(reader().others())
                .containsExactly(
                        ".DS_Store",
                        "job",
                        "log-0000000007-00000002",
                        "log-00000007-00000001.tmp",
                        "log-00000007-00000005",
                        "log-7-1");
    }

    @Test
    void anEmptyDirectoryIsAnEmptyLog() {
        LogReader reader = reader();

        assertThat(reader.from(LogPosition.START)).isExhausted();
        assertThat(reader.ends(LogPosition.START)).isEmpty();
        assertThat(reader.segments()).isEmpty();
    }

    @Test
    void awaitingAsksTheFence() {
        for (Durability durability : List.of(Durability.PROCESS, Durability.POWER)) {
            List<String> asked = new ArrayList<>();
            LogWriter writer = LogWriter.open(
                    Logs.in(storage),
                    20 + durability.ordinal(),
                    new LogSettings(durability, 1 << 20, () -> {
                        asked.add("asked");
                        if (asked.size() > 2) {
                            throw new FencedException("taken over");
                        }
                    }),
                    List.of());
            asked.clear();
            Logs.appendDurably(writer, "a", "b");
            LogEntry entry = Logs.append(writer, "c");

            assertThatThrownBy(() -> writer.await(entry)).isInstanceOf(FencedException.class);
            assertThat(entry.isDurable()).isEqualTo(durability == Durability.PROCESS);
        }
    }

    @Test
    void aFileEndsOnlyWhileTheRunRules() {
        List<FencedException> fence = new ArrayList<>();
        LogSettings settings = new LogSettings(
                Durability.POWER,
                1 << 20,
                () -> fence.forEach(e -> {
                    throw e;
                }));
        LogWriter writer = Logs.begin(storage, settings);
        LogEntry entry = Logs.append(writer, "a");
        fence.add(new FencedException("taken over"));

        assertThatThrownBy(writer::rotate).isInstanceOf(FencedException.class);
        assertThat(entry.isDurable()).isFalse();
    }

    @Test
    void anEntryIsDurableOnceItWasAwaitedOrItsFileEnded() {
        try (LogWriter writer = Logs.begin(storage, Logs.POWER)) {
            LogEntry a = Logs.append(writer, "a");
            LogEntry b = Logs.append(writer, "b");
            assertThat(a.isDurable()).isFalse();
            writer.await(b);
            assertThat(a.isDurable()).isTrue();
            LogEntry c = Logs.append(writer, "c");
            writer.rotate();
            assertThat(c.isDurable()).isTrue();
        }
    }

    @Test
    void whoEndsAFileIsToldUpToWhereTheLogIsDurable() {
        FaultyStorage disk = new FaultyStorage();
        try (LogWriter writer = Logs.begin(disk, Logs.POWER)) {
            assertThat(writer.rotate()).isEqualTo(position(7, 1, 69));
            Logs.append(writer, "a");
            LogPosition durable = writer.rotate();
            assertThat(durable).isEqualTo(position(7, 2, 85));
            assertThat(writer.rotate()).isEqualTo(durable);
            LogReader.open(Logs.in(disk.afterPowerCut()), List.of(durable)).requireReached(durable);
            assertThat(Logs.append(writer, "b").position()).isEqualTo(durable);
        }
        try (LogWriter writer = LogWriter.open(Logs.in(disk), 8, Logs.PROCESS, List.of())) {
            Logs.append(writer, "c");
            assertThat(writer.rotate()).isEqualTo(LogPosition.START);
        }
    }

    @Test
    void theFileThatTookTheEntriesOfAFailedOneIsDurableToo() {
        FaultyStorage disk = new FaultyStorage();
        LogWriter writer = Logs.begin(disk, Logs.POWER);
        LogEntry entry = Logs.append(writer, "a");
        disk.fate(FaultyStorage.failing(disk.changes() + 1, false, StorageException.Kind.IO));

        LogPosition durable = writer.rotate();
        assertThat(entry.position()).isEqualTo(position(7, 2, 85));
        assertThat(durable).isEqualTo(position(7, 2, 151));
        LogReader left = LogReader.open(Logs.in(disk.afterPowerCut()), List.of(durable));
        assertThat(Logs.texts(left, LogPosition.START)).containsExactly("a");
    }

    @Test
    void aNewestFileThatIsGoneIsMissedByWhoKnowsOfIt() {
        LogPosition durable;
        try (LogWriter writer = Logs.begin(storage, Logs.POWER)) {
            Logs.appendDurably(writer, "a");
            durable = writer.rotate();
            Logs.appendDurably(writer, "b");
        }
        reader().requireReached(durable);
        byte[] whole = Bytes.content(storage, "log-00000007-00000002");
        Bytes.replace(storage, "log-00000007-00000002", Arrays.copyOf(whole, 84));
        assertMissed(durable);
        storage.delete("log-00000007-00000002");
        assertMissed(durable);
        assertThat(Logs.texts(storage)).containsExactly("a");
    }

    private void assertMissed(LogPosition durable) {
        assertThatThrownBy(() -> reader().requireReached(durable))
                .isInstanceOf(CorruptionException.class)
                .hasMessage("'log-00000007-00000002' is not part of the log, but byte 85 of it was known to be;"
                        + " nothing was changed; restore what was deleted, or give up the run with its directory");
    }

    @Test
    void aClosedLogTakesNothingAndPromisesNothing() {
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        LogEntry entry = Logs.append(writer, "a");
        writer.close();
        writer.close();

        assertThatThrownBy(() -> writer.await(entry))
                .isInstanceOf(StorageException.class)
                .hasMessage("the log is closed; whatever was not durable by then may be lost");
        assertThatThrownBy(() -> Logs.append(writer, "b")).isInstanceOf(StorageException.class);
        assertThatThrownBy(writer::rotate).isInstanceOf(StorageException.class);
    }

    @Test
    void settingsThatMakeNoLogAreRefused() {
        assertThatThrownBy(() -> new LogSettings(Durability.NONE, 1, () -> {}))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a log must survive something, but its durability was NONE;"
                        + " keep no log, or give it PROCESS or POWER");
        assertThatThrownBy(() -> new LogSettings(Durability.POWER, 0, () -> {}))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("segmentBytesMax must be positive, but was 0; try 67108864");
        LogWriter writer = Logs.begin(storage, Logs.PROCESS);
        assertThatThrownBy(() -> writer.append(0, new byte[1]))
                .isInstanceOf(StorageException.class)
                .hasMessage("type 0 is the log's own; nothing was written; give what is appended another type");
    }

    @Test
    void aRunNeverWritesOverTheFilesOfAnother() {
        Logs.begin(storage, Logs.POWER);

        assertThatThrownBy(() -> Logs.begin(storage, Logs.POWER))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.EXISTS));
        assertThat(names()).containsExactly("log-00000007-00000001");
    }

    @Test
    void anExhaustedLogSaysSo() {
        Iterator<LogRecord> records = reader().from(LogPosition.START);

        assertThatThrownBy(records::next).hasMessage("the log ends here");
    }

    private LogWriter next(int epoch) {
        return LogWriter.open(Logs.in(storage), epoch, Logs.POWER, reader().ends(LogPosition.START));
    }

    /** Two of the smallest records fill a segment. */
    private static LogSettings small() {
        return new LogSettings(Durability.PROCESS, 220, () -> {});
    }

    private LogReader reader() {
        return LogReader.open(Logs.in(storage), List.of());
    }

    private List<String> names() {
        return storage.list("").stream().map(Entry::name).toList();
    }

    private static LogPosition position(int epoch, int segment, long offset) {
        return new LogPosition(epoch, segment, offset);
    }
}
