package dev.sluice.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.FencedException;
import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Entry;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The copy of what an earlier run may not have synced counts once the next file names it. */
class DraftTest {
    private static final String ORIGINAL = "log-00000007-00000002";
    private static final String COPY = "log-00000008-00000001";
    private static final String NEXT = "log-00000008-00000002";
    private static final LogPosition IN_ORIGINAL = new LogPosition(7, 2, 0);

    private final FaultyStorage storage = new FaultyStorage();

    /** Two files; of the second, c and d are known to be synced. */
    private void aRun() {
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        Logs.appendDurably(writer, "a", "b");
        writer.rotate();
        Logs.appendDurably(writer, "c", "d");
        Logs.append(writer, "e");
        Logs.append(writer, "f");
    }

    /** A run that dies when its copy is done. */
    private void aRunThatLeavesADraft() {
        aRun();
        storage.fate((change, operation) -> {
            if (operation.equals("create " + NEXT)) {
                throw new StorageException(Kind.NO_SPACE, "full");
            }
        });
        assertThatThrownBy(() -> Logs.after(storage, 8, Logs.POWER)).hasMessage("full");
        storage.fate((change, operation) -> {});
    }

    @Test
    void theOriginalEndsWhereItIsSureAndTheCopyGoesOn() {
        aRun();
        Logs.after(storage, 8, Logs.POWER).close();

        assertThat(names()).containsExactly("log-00000007-00000001", ORIGINAL, COPY, NEXT);
        assertThat(reader().segments())
                .containsExactly(
                        new Segment("log-00000007-00000001", 7, 1, 201, 201),
                        new Segment(ORIGINAL, 7, 2, 349, 217),
                        new Segment(COPY, 8, 1, 201, 201),
                        new Segment(NEXT, 8, 2, 117, 117));
        assertThat(Logs.texts(storage)).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void aDraftIsNoPartOfTheLog() {
        aRunThatLeavesADraft();

        assertThat(names()).containsExactly("log-00000007-00000001", ORIGINAL, COPY);
        assertThat(Logs.texts(storage)).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(reader().epoch()).isEqualTo(7);
        assertThat(reader().ends(LogPosition.START))
                .containsExactly(new LogPosition(7, 1, 201), new LogPosition(7, 2, 349));
        assertThat(LogCheck.verify(Logs.in(storage), LogPosition.START))
                .containsExactly(
                        new CheckedSegment("log-00000007-00000001", 201, 201, null),
                        new CheckedSegment(ORIGINAL, 349, 349, null),
                        new CheckedSegment(COPY, 201, 0, null));
    }

    @Test
    void ofADraftNothingIsMissedButItsBeginning() {
        aRunThatLeavesADraft();
        byte[] whole = Bytes.content(storage, COPY);
        for (int length = 0; length < whole.length; length++) {
            Bytes.replace(storage, COPY, Arrays.copyOf(whole, length));
            requireSoundWithout(COPY);
        }
        for (long bit = 8L * 69; bit < 8L * whole.length; bit += 5) {
            Bytes.replace(storage, COPY, Bytes.flipped(whole, bit));
            requireSoundWithout(COPY);
        }
    }

    private void requireSoundWithout(String unneeded) {
        assertThat(Logs.texts(storage)).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(LogCheck.verify(Logs.in(storage), LogPosition.START))
                .allMatch(segment -> segment.fault() == null)
                .filteredOn(segment -> segment.validBytes() == 0)
                .extracting(CheckedSegment::name)
                .containsExactly(unneeded);
    }

    @Test
    void aCopyThatCountsMustBeWhole() {
        aRun();
        Logs.after(storage, 8, Logs.POWER).close();
        byte[] whole = Bytes.content(storage, COPY);
        for (int length = 0; length < whole.length; length++) {
            Bytes.replace(storage, COPY, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Logs.texts(storage))
                    .isInstanceOf(CorruptionException.class)
                    .hasMessageStartingWith("'log-00000008-00000001' is damaged at byte ")
                    .hasMessageContaining("201 bytes of the file were known to be sound");
        }
        storage.delete(COPY);
        assertThatThrownBy(() -> Logs.texts(storage))
                .isInstanceOf(CorruptionException.class)
                .hasMessageStartingWith("'log-00000008-00000001' is missing, of which 201 bytes belong to the log");
    }

    @Test
    void whatWasCopiedIsLookedAtNoMoreInItsOriginal() {
        aRun();
        Logs.after(storage, 8, Logs.POWER).close();
        byte[] whole = Bytes.content(storage, ORIGINAL);
        for (int length = 217; length < whole.length; length++) {
            Bytes.replace(storage, ORIGINAL, Arrays.copyOf(whole, length));
            assertThat(Logs.texts(storage)).containsExactly("a", "b", "c", "d", "e", "f");
        }
        Bytes.replace(storage, ORIGINAL, Arrays.copyOf(whole, 216));
        assertThatThrownBy(() -> Logs.texts(storage)).isInstanceOf(CorruptionException.class);
    }

    @Test
    void ofAFileThatHoldsNothingNothingIsCopied() {
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        Logs.appendDurably(writer, "a");
        writer.rotate();
        Logs.after(storage, 8, Logs.POWER).close();

        assertThat(names()).containsExactly("log-00000007-00000001", ORIGINAL, COPY);
        assertThat(reader().ends(LogPosition.START))
                .containsExactly(new LogPosition(7, 1, 135), IN_ORIGINAL, new LogPosition(8, 1, 101));
        assertThat(Logs.texts(storage)).containsExactly("a");
    }

    /** A snapshot knows the file from which on it needs the log, and goes on doing so when all of it was copied. */
    @Test
    void whoKnowsAPlaceInAFileThatWasCopiedFindsWhatWasThere() {
        try (LogWriter writer = Logs.begin(storage, Logs.PROCESS)) {
            Logs.append(writer, "a");
            writer.rotate();
            Logs.append(writer, "b");
        }
        Logs.appendDurably(Logs.after(storage, 8, Logs.POWER), "c");

        assertThat(reader().ends(IN_ORIGINAL))
                .containsExactly(IN_ORIGINAL, new LogPosition(8, 1, 135), new LogPosition(8, 2, 183));
        assertThat(Logs.texts(reader(), IN_ORIGINAL)).containsExactly("b", "c");
        storage.delete(ORIGINAL);
        assertThat(Logs.texts(reader(), IN_ORIGINAL)).containsExactly("b", "c");
        assertThat(LogCheck.verify(Logs.in(storage), LogPosition.START))
                .extracting(CheckedSegment::name)
                .containsExactly("log-00000007-00000001", COPY, NEXT);
        assertThat(LogCheck.verify(Logs.in(storage), LogPosition.START)).allMatch(segment -> segment.fault() == null);
    }

    @Test
    void onlyWhatIsStillNeededIsCopied() {
        aRun();
        LogReader before = reader();
        LogWriter.after(before, new LogPosition(7, 3, 0), 8, Logs.POWER).close();

        assertThat(names()).contains(COPY).doesNotContain(NEXT);
        assertThat(reader().ends(LogPosition.START)).containsExactly(new LogPosition(8, 1, 69));
    }

    @Test
    void aCopyThatCannotBeWrittenLeavesNothing() {
        aRun();
        List<String> before = names();
        for (String operation : List.of("create", "append", "sync log", "sync the")) {
            storage.fate((change, attempted) -> {
                if (attempted.startsWith(operation)) {
                    throw new StorageException(Kind.NO_SPACE, "full");
                }
            });
            assertThatThrownBy(() -> Logs.after(storage, 8, Logs.POWER)).hasMessage("full");
            assertThat(names()).isEqualTo(before);
        }
    }

    @Test
    void aRunThatSyncsNothingCopiesNothing() {
        aRun();
        Logs.appendDurably(Logs.after(storage, 8, Logs.PROCESS), "g");

        assertThat(names()).containsExactly("log-00000007-00000001", ORIGINAL, COPY);
        assertThat(reader().ends(LogPosition.START).get(1)).isEqualTo(new LogPosition(7, 2, 349));
        assertThat(Logs.texts(storage)).containsExactly("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void aRunThatRulesNoMoreTakesNothingOver() {
        aRun();
        LogSettings over = new LogSettings(Logs.POWER.durability(), 1 << 20, () -> {
            throw new FencedException("taken over");
        });

        assertThatThrownBy(() -> Logs.after(storage, 8, over)).isInstanceOf(FencedException.class);
        assertThat(reader().epoch()).isEqualTo(7);
        assertThat(Logs.texts(storage)).containsExactly("a", "b", "c", "d", "e", "f");
    }

    private LogReader reader() {
        return LogReader.open(Logs.in(storage), List.of());
    }

    private List<String> names() {
        return storage.list("").stream().map(Entry::name).toList();
    }
}
