package dev.sluice.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.error.CorruptionException;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDamageTest {
    private static final String FIRST = "log-00000007-00000001";
    private static final String SECOND = "log-00000007-00000002";
    private static final List<String> ALL = List.of("a1", "a2", "b1", "b2", "tail 1", "tail 2");

    private static final String SURVIVES = "; what stands before it in the log is sound, and nothing was changed;"
            + " restore the file from a copy, or give up the run with its directory";

    private final Storage storage = Bytes.memory();
    private final LogEntry lastDurable = writeGolden();

    /** Two files; the last two records of the second were never synced. */
    private LogEntry writeGolden() {
        try (LogWriter writer = Logs.begin(storage, Logs.POWER)) {
            Logs.appendDurably(writer, "a1", "a2");
            writer.rotate();
            Logs.appendDurably(writer, "b1");
            LogEntry last = Logs.append(writer, "b2");
            writer.await(last);
            Logs.append(writer, "tail 1");
            Logs.append(writer, "tail 2");
            return last;
        }
    }

    @Test
    void theNewestFileCutAnywhereIsReadUpToThere() {
        byte[] whole = Bytes.content(storage, SECOND);
        for (int length = 0; length < whole.length; length++) {
            Bytes.replace(storage, SECOND, Arrays.copyOf(whole, length));
            List<String> expected = length < 85 ? List.of() : ALL.subList(0, 2 + records(length));
            assertThat(length < 85 ? List.of() : Logs.texts(storage))
                    .as("length %s", length)
                    .isEqualTo(expected);
        }
    }

    /** The header takes 85 bytes, b1 and b2 67, the tail 71 each. */
    private static int records(int length) {
        int[] ends = {152, 219, 290, 361};
        return (int) Arrays.stream(ends).filter(end -> end <= length).count();
    }

    /** Before the header of the second file is whole, the first one is the newest. */
    @Test
    void aFileWithoutItsHeaderIsNotPartOfTheLog() {
        byte[] whole = Bytes.content(storage, SECOND);
        for (int length = 0; length < 85; length++) {
            Bytes.replace(storage, SECOND, Arrays.copyOf(whole, length));
            assertThat(Logs.texts(storage)).as("length %s", length).containsExactly("a1", "a2");
        }
    }

    @Test
    void aFileThatIsNotTheNewestMustBeWhole() {
        byte[] whole = Bytes.content(storage, FIRST);
        for (int length = 0; length < whole.length; length++) {
            Bytes.replace(storage, FIRST, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Logs.texts(storage))
                    .as("length %s", length)
                    .isInstanceOf(CorruptionException.class)
                    .hasMessageMatching("'log-00000007-00000001' is damaged at byte \\d+: .*;"
                            + " 203 bytes of the file were known to be sound" + SURVIVES);
        }
    }

    @Test
    void whatIsKnownToBeDurableMustBeThere() {
        byte[] whole = Bytes.content(storage, SECOND);
        LogPosition durable = lastDurable.position().at(219);
        for (int length = 0; length < whole.length; length++) {
            Bytes.replace(storage, SECOND, Arrays.copyOf(whole, length));
            if (length < 219) {
                assertThat(damage(durable)).as("length %s", length).contains("219 bytes of the file were known");
            } else {
                assertThat(LogReader.open(Logs.in(storage), List.of(durable)).from(durable))
                        .toIterable()
                        .hasSize(records(length) - 2);
            }
        }
        storage.delete(SECOND);
        assertThat(damage(durable))
                .isEqualTo("'log-00000007-00000002' is not part of the log, but byte 219 of it was known to be;"
                        + " nothing was changed; restore what was deleted, or give up the run with its directory");
    }

    private String damage(LogPosition... durable) {
        CorruptionException damage = catchThrowableOfType(CorruptionException.class, () -> {
            LogReader reader = LogReader.open(Logs.in(storage), List.of(durable));
            reader.from(LogPosition.START).forEachRemaining(record -> {});
        });
        assertThat(damage).isNotNull();
        return String.valueOf(damage.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST, SECOND})
    void everyFlippedBitIsReported(String name) {
        byte[] whole = Bytes.content(storage, name);
        for (long bit = 0; bit < 8L * whole.length; bit++) {
            Bytes.replace(storage, name, Bytes.flipped(whole, bit));
            assertThat(damage())
                    .as("bit %s", bit)
                    .contains("one bit of the frame's")
                    .endsWith(SURVIVES);
        }
    }

    @Test
    void everyFlippedBitOfALogWithoutSyncsIsReported() {
        Storage unsynced = Bytes.memory();
        try (LogWriter writer = Logs.begin(unsynced, Logs.PROCESS)) {
            Logs.appendDurably(writer, "a", "b");
        }
        byte[] whole = Bytes.content(unsynced, FIRST);
        for (long bit = 0; bit < 8L * whole.length; bit++) {
            Bytes.replace(unsynced, FIRST, Bytes.flipped(whole, bit));
            assertThatThrownBy(() -> Logs.texts(unsynced)).isInstanceOf(CorruptionException.class);
        }
    }

    /** Whatever happens to the bytes, no record is read that was not written, and none that was synced is passed over. */
    @Test
    void noDamageIsReadAsGood() {
        byte[] first = Bytes.content(storage, FIRST);
        byte[] second = Bytes.content(storage, SECOND);
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            boolean inFirst = random.nextBoolean();
            byte[] damaged = inFirst ? first.clone() : second.clone();
            int from = random.nextInt(damaged.length);
            spoil(damaged, from, Math.min(damaged.length, from + 1 + random.nextInt(40)), random);
            Bytes.replace(storage, FIRST, inFirst ? damaged : first);
            Bytes.replace(storage, SECOND, inFirst ? second : damaged);
            boolean unchanged = Arrays.equals(damaged, inFirst ? first : second);
            boolean mayBeTorn = unchanged || !inFirst && from >= 152;
            assertThat(readOr(mayBeTorn ? List.of() : null)).as("seed %s", seed).satisfies(texts -> {
                assertThat(texts).isEqualTo(ALL.subList(0, texts.size()));
                assertThat(texts).hasSizeGreaterThanOrEqualTo(unchanged ? 6 : 0);
            });
        }
    }

    private static void spoil(byte[] bytes, int from, int to, Random random) {
        boolean zeroes = random.nextBoolean();
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) (zeroes ? 0 : random.nextInt());
        }
    }

    /** What is read; or what is given instead, if the damage is reported; null if it has to be. */
    private List<String> readOr(List<String> whenReported) {
        try {
            List<String> texts = Logs.texts(storage);
            assertThat(whenReported).as("read in spite of damage to %s", texts).isNotNull();
            return texts;
        } catch (CorruptionException e) {
            return List.of();
        }
    }

    @Test
    void zeroesBehindTheEndAreACutTail() {
        for (int zeroes : new int[] {1, 63, 64, 65, 4096, 2_000_000}) {
            byte[] whole = Bytes.content(storage, SECOND);
            Bytes.replace(storage, SECOND, Bytes.joined(whole, new byte[zeroes]));
            assertThat(Logs.texts(storage)).isEqualTo(ALL);
            Bytes.replace(storage, SECOND, whole);
        }
    }

    @Test
    void zeroesInPlaceOfSyncedRecordsAreDamage() {
        byte[] bytes = Bytes.content(storage, SECOND);
        Arrays.fill(bytes, 85, 152, (byte) 0);
        Bytes.replace(storage, SECOND, bytes);

        assertThat(damage())
                .isEqualTo("'log-00000007-00000002' is damaged at byte 85: there are zeroes instead of a frame;"
                        + " 152 bytes of the file were known to be sound" + SURVIVES);
    }

    @Test
    void zeroesInPlaceOfRecordsThatWereNotSyncedAreACutTail() {
        byte[] bytes = Bytes.content(storage, SECOND);
        Arrays.fill(bytes, 219, 290, (byte) 0);
        Bytes.replace(storage, SECOND, bytes);

        assertThat(Logs.texts(storage)).isEqualTo(ALL.subList(0, 4));
    }

    @Test
    void proofOfASyncIsFoundFarBehindTheDamage() {
        Storage large = Bytes.memory();
        try (LogWriter writer = LogWriter.open(
                Logs.in(large), 7, new LogSettings(Logs.POWER.durability(), 1 << 30, () -> {}), List.of())) {
            Logs.append(writer, "lost");
            writer.await(writer.append(1, Bytes.random(3_000_000, 1)));
            Logs.append(writer, "proof");
        }
        byte[] bytes = Bytes.content(large, FIRST);
        Arrays.fill(bytes, 69, 73, (byte) 0);
        Bytes.replace(large, FIRST, bytes);

        assertThatThrownBy(() -> Logs.texts(large))
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("is damaged at byte 69: ")
                .hasMessageContaining("; 3000203 bytes of the file were known to be sound; ");
    }

    @Test
    void whatAReusedBlockHeldBeforeIsACutTail() {
        Storage older = Bytes.memory();
        try (LogWriter writer = LogWriter.open(Logs.in(older), 3, Logs.POWER, List.of())) {
            Logs.appendDurably(writer, "stale");
        }
        byte[] stale = Bytes.content(older, "log-00000003-00000001");
        byte[] whole = Bytes.content(storage, SECOND);

        for (int from : new int[] {0, 1, 69, 71}) {
            Bytes.replace(storage, SECOND, Bytes.joined(whole, Arrays.copyOfRange(stale, from, stale.length)));
            assertThat(Logs.texts(storage)).isEqualTo(ALL);
        }
    }

    @Test
    void aRecordThatIsThereTwiceIsDamage() {
        byte[] whole = Bytes.content(storage, SECOND);
        Bytes.replace(storage, SECOND, Bytes.joined(whole, Arrays.copyOfRange(whole, 290, 361)));

        assertThat(damage())
                .isEqualTo("'log-00000007-00000002' is damaged at byte 361:" + " there is frame 5 where frame 6 belongs"
                        + SURVIVES);
    }

    @Test
    void aLengthThatIsNeverWrittenIsDamage() {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            byte[] bytes = Bytes.content(storage, SECOND);
            ByteBuffer.wrap(bytes).putInt(290 + 28, length);
            ByteBuffer.wrap(bytes).putInt(290 + 60, new Checksums().crc32c(bytes, 290, 60));
            Bytes.replace(storage, SECOND, bytes);
            assertThat(damage()).contains("is damaged at byte 290: there is a frame of " + length + " bytes");
        }
    }

    @Test
    void aFileOfAnotherJobIsNotTaken() {
        LogDirectory stranger = new LogDirectory(Bytes.memory(), "", new UUID(5, 6));
        LogWriter.open(stranger, 7, Logs.POWER, List.of()).close();
        Bytes.replace(storage, SECOND, Bytes.content(stranger.storage(), FIRST));

        assertThat(damage())
                .isEqualTo("'log-00000007-00000002' is damaged at byte 0: there is a frame of log segment 1 of epoch 7"
                        + " of job 00000000-0000-0005-0000-000000000006 in log segment 2 of epoch 7 of job "
                        + Logs.JOB + "; nothing was changed;"
                        + " if it was copied here from another directory, take it away again");
    }

    @Test
    void filesThatChangedPlacesAreNotTaken() {
        byte[] first = Bytes.content(storage, FIRST);
        Bytes.replace(storage, FIRST, Bytes.content(storage, SECOND));
        assertThat(damage()).contains("there is a frame of log segment 2 of epoch 7");
        Bytes.replace(storage, SECOND, first);
        assertThat(damage()).contains("there is a frame of log segment 1 of epoch 7");
    }

    @Test
    void aMissingFileIsDamage() {
        storage.delete(FIRST);

        assertThat(damage())
                .isEqualTo("'log-00000007-00000001' is missing, of which 203 bytes belong to the log" + SURVIVES);
        assertThat(Logs.texts(LogReader.open(Logs.in(storage), List.of()), lastDurable.position()))
                .containsExactly("b2", "tail 1", "tail 2");
    }

    @Test
    void aFileThatBeginsWithAnythingButAHeaderIsDamage() {
        LogPosition third = new LogPosition(7, 3, 0);
        byte[] noHeader = new FrameBytes(Logs.in(storage).file(third))
                .add(1, Bytes.text("x"))
                .toBytes();
        byte[] anotherType = new FrameBytes(Logs.in(storage).file(third))
                .add(1, new SegmentHeader(List.of()).encode())
                .toBytes();
        byte[] halfAHeader = new FrameBytes(Logs.in(storage).file(third))
                .add(SegmentHeader.TYPE, new byte[] {0, 0, 0, 1, 9})
                .toBytes();
        for (byte[] content : List.of(noHeader, anotherType, halfAHeader)) {
            Bytes.replace(storage, "log-00000007-00000003", content);
            assertThat(damage())
                    .isEqualTo("'log-00000007-00000003' is damaged at byte 0:"
                            + " it does not begin with the header of a log segment" + SURVIVES);
        }
    }

    @Test
    void aFrameBehindTheEndThatALaterFileNamesIsNotRead() {
        LogDirectory directory = Logs.in(storage);
        List<LogPosition> ends = List.of(new LogPosition(7, 1, 202));
        LogWriter.open(directory, 8, Logs.POWER, ends).close();

        assertThat(damage())
                .isEqualTo("'log-00000007-00000001' is damaged at byte 136: the frame there ends at byte 203,"
                        + " behind the 202 bytes that belong to the log" + SURVIVES);
    }
}
