package dev.sluice.testkit.storage;

import static dev.sluice.testkit.storage.Failure.IO;
import static dev.sluice.testkit.storage.Failure.LOST_REPLY;
import static dev.sluice.testkit.storage.Failure.NO_SPACE;
import static dev.sluice.testkit.storage.Files.bytes;
import static dev.sluice.testkit.storage.Operation.APPEND;
import static dev.sluice.testkit.storage.Operation.CLOSE;
import static dev.sluice.testkit.storage.Operation.CREATE;
import static dev.sluice.testkit.storage.Operation.DELETE;
import static dev.sluice.testkit.storage.Operation.PUT_NAME;
import static dev.sluice.testkit.storage.Operation.PUT_SYNC;
import static dev.sluice.testkit.storage.Operation.PUT_WRITE;
import static dev.sluice.testkit.storage.Operation.READ;
import static dev.sluice.testkit.storage.Operation.RENAME;
import static dev.sluice.testkit.storage.Operation.SYNC;
import static dev.sluice.testkit.storage.Operation.SYNC_DIRECTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedFaultsTest {
    private final SimulatedStorage storage = new SimulatedStorage();

    /** Takes every kind of operation once or twice, 17 in all. */
    private static void program(Storage storage) {
        storage.createDirectories("d");
        try (AppendFile file = storage.create("d/log")) {
            file.append(bytes("abcd"));
            file.sync();
            file.append(bytes("efgh"));
        }
        storage.syncDirectory("d");
        storage.putIfAbsent("epoch", bytes("7").array());
        storage.rename("d/log", "d/old");
        storage.read("d/old", 0, 9);
        storage.exists("d");
        storage.list("d");
        storage.delete("d/old");
    }

    private static final List<String> JOURNAL = List.of(
            "1 exists d",
            "2 make directory d",
            "3 make directory sync d",
            "4 create d/log",
            "5 append d/log (4 bytes)",
            "6 sync d/log",
            "7 append d/log (4 bytes)",
            "8 close d/log",
            "9 sync directory d",
            "10 put write epoch (1 bytes)",
            "11 put name epoch",
            "12 put sync epoch",
            "13 rename d/log -> d/old",
            "14 read d/old",
            "15 exists d",
            "16 list d",
            "17 delete d/old");

    /** What is visible before each operation, and after the last. */
    private static final List<String> VISIBLE = List.of(
            "{}",
            "{}",
            "{d/=}",
            "{d/=}",
            "{d/log=}",
            "{d/log=abcd}",
            "{d/log=abcd}",
            "{d/log=abcdefgh}",
            "{d/log=abcdefgh}",
            "{d/log=abcdefgh}",
            "{d/log=abcdefgh}",
            "{d/log=abcdefgh, epoch=7}",
            "{d/log=abcdefgh, epoch=7}",
            "{d/old=abcdefgh, epoch=7}",
            "{d/old=abcdefgh, epoch=7}",
            "{d/old=abcdefgh, epoch=7}",
            "{d/old=abcdefgh, epoch=7}",
            "{d/=, epoch=7}");

    private String visible() {
        return Files.all(storage.view()).toString();
    }

    @Test
    void everyOperationIsCountedWrittenDownAndShown() {
        List<String> seen = new ArrayList<>(List.of("{}"));
        List<Step> steps = new ArrayList<>();
        storage.observe(step -> {
            steps.add(step);
            seen.add(visible());
        });

        program(storage);

        assertThat(storage.operations()).isEqualTo(JOURNAL.size());
        assertThat(storage.journal()).isEqualTo(JOURNAL);
        assertThat(steps).extracting(Step::toString).isEqualTo(JOURNAL);
        assertThat(seen).isEqualTo(VISIBLE);
    }

    @Test
    void aProcessDiesBeforeAnyOperation() {
        for (int n = 1; n <= JOURNAL.size(); n++) {
            assertDies(Fault.crashBefore(n), n, VISIBLE.get(n - 1), "crash before operation ");
        }
    }

    @Test
    void aProcessDiesAfterAnyOperation() {
        for (int n = 1; n <= JOURNAL.size(); n++) {
            assertDies(Fault.crashAfter(n), n, VISIBLE.get(n), "crash after operation ");
        }
    }

    @Test
    void aProcessDiesInTheMiddleOfAnyOperation() {
        for (int n = 1; n <= JOURNAL.size(); n++) {
            String half = n == 5 ? "{d/log=ab}" : n == 7 ? "{d/log=abcdef}" : VISIBLE.get(n - 1);
            assertDies(Fault.crashDuring(n), n, half, "crash during operation ");
        }
    }

    private static void assertDies(Fault fault, int operation, String left, String death) {
        SimulatedStorage storage = new SimulatedStorage().inject(fault);

        assertThatThrownBy(() -> program(storage))
                .isInstanceOf(Crash.class)
                .hasMessage(death + JOURNAL.get(operation - 1));

        assertThat(storage.isCrashed()).isTrue();
        assertThat(storage.operations()).isEqualTo(operation);
        assertThat(storage.journal()).endsWith("  " + death + JOURNAL.get(operation - 1));
        assertThat(Files.all(storage.view()).toString()).isEqualTo(left);
        assertThat(Files.all(storage.restart(Survival.KILLED, 0)).toString()).isEqualTo(left);
    }

    @Test
    void theDeadDoNoMore() throws Exception {
        AppendFile open = storage.create("open");
        AppendFile closed = storage.create("closed");
        closed.close();

        storage.crash();

        List<Throwable> ends = new ArrayList<>();
        Thread other = new Thread(() -> ends.add(catchThrowable(() -> storage.putIfAbsent("x", new byte[1]))));
        other.start();
        other.join();
        for (AppendFile file : List.of(open, closed)) {
            ends.add(catchThrowable(() -> file.append(bytes("x"))));
            ends.add(catchThrowable(file::sync));
            ends.add(catchThrowable(file::size));
            ends.add(catchThrowable(file::close));
        }
        ends.add(catchThrowable(() -> storage.exists("open")));
        ends.add(catchThrowable(() -> storage.createDirectories("")));
        assertThat(ends)
                .hasSize(11)
                .allSatisfy(end -> assertThat(end).isInstanceOf(Crash.class).hasMessage("crash from outside"));
        assertThat(storage.files()).containsOnlyKeys("closed", "open");
    }

    private record Row(String name, Fault fault, Kind kind, String message, String left) {}

    private static Arguments row(Fault fault, Kind kind, String message, String left) {
        return Arguments.of(new Row(message, fault, kind, message, left));
    }

    private static final String CHECK =
            ": Input/output error; what was committed is safe;" + " check the device, then start again";
    private static final String ROOM =
            ": No space left on device; what was committed is safe;" + " make room and go on with a new file";

    static Stream<Arguments> failures() {
        return Stream.of(
                row(Fault.fail(IO, 1), Kind.IO, "cannot look up 'd'" + CHECK, "{}"),
                row(Fault.fail(IO, 2), Kind.IO, "cannot create the directory 'd'" + CHECK, "{}"),
                row(Fault.fail(IO, 3), Kind.IO, "cannot create the directory 'd'" + CHECK, "{}"),
                row(Fault.fail(NO_SPACE, 1), Kind.NO_SPACE, "cannot create the directory 'd'" + ROOM, "{}"),
                row(Fault.fail(NO_SPACE, 3), Kind.NO_SPACE, "cannot create 'd/log'" + ROOM, "{d/=}"),
                row(Fault.fail(IO, 5), Kind.IO, "cannot append to 'd/log'" + CHECK, "{d/log=ab}"),
                row(Fault.fail(NO_SPACE, 7), Kind.NO_SPACE, "cannot append to 'd/log'" + ROOM, "{d/log=abcdef}"),
                row(Fault.fail(IO, 1).only(SYNC), Kind.IO, "cannot sync 'd/log'" + CHECK, "{d/log=abcd}"),
                row(Fault.fail(IO, 1).only(CLOSE), Kind.IO, "cannot close 'd/log'" + CHECK, "{d/log=abcdefgh}"),
                row(Fault.fail(IO, 1).only(SYNC_DIRECTORY), Kind.IO, "cannot sync 'd'" + CHECK, "{d/log=abcdefgh}"),
                row(Fault.fail(IO, 1).only(PUT_WRITE), Kind.IO, "cannot put 'epoch'" + CHECK, "{d/log=abcdefgh}"),
                row(Fault.fail(IO, 1).only(PUT_NAME), Kind.IO, "cannot put 'epoch'" + CHECK, "{d/log=abcdefgh}"),
                row(Fault.fail(IO, 12), Kind.IO, "cannot put 'epoch'" + CHECK, "{d/log=abcdefgh, epoch=7}"),
                row(Fault.fail(LOST_REPLY, 5), Kind.IO, "cannot put 'epoch'" + CHECK, "{d/log=abcdefgh, epoch=7}"),
                row(Fault.fail(LOST_REPLY, 1), Kind.IO, "cannot create 'd/log'" + CHECK, "{d/log=}"),
                row(
                        Fault.fail(IO, 1).only(RENAME),
                        Kind.IO,
                        "cannot rename to 'd/old' 'd/log'" + CHECK,
                        "{d/log=abcdefgh, epoch=7}"),
                row(
                        Fault.fail(NO_SPACE, 13),
                        Kind.NO_SPACE,
                        "cannot rename to 'd/old' 'd/log'" + ROOM,
                        "{d/log=abcdefgh, epoch=7}"),
                row(
                        Fault.fail(LOST_REPLY, 13),
                        Kind.IO,
                        "cannot rename to 'd/old' 'd/log'" + CHECK,
                        "{d/old=abcdefgh, epoch=7}"),
                row(Fault.fail(IO, 1).only(READ), Kind.IO, "cannot read 'd/old'" + CHECK, "{d/old=abcdefgh, epoch=7}"),
                row(
                        Fault.fail(IO, 1).under("d/old").only(DELETE),
                        Kind.IO,
                        "cannot delete 'd/old'" + CHECK,
                        "{d/old=abcdefgh, epoch=7}"),
                row(Fault.fail(LOST_REPLY, 14), Kind.IO, "cannot delete 'd/old'" + CHECK, "{d/=, epoch=7}"),
                row(Fault.fail(IO, 1).under("ep"), Kind.IO, "cannot put 'epoch'" + CHECK, "{d/log=abcdefgh}"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anOperationFailsAsOnADisk(Row row) {
        storage.inject(row.fault);

        StorageException failure = catchThrowableOfType(StorageException.class, () -> program(storage));

        assertThat(failure).isNotNull().hasMessage(row.message);
        assertThat(failure.kind()).isEqualTo(row.kind);
        assertThat(visible()).isEqualTo(row.left);
        assertThat(storage.openFiles()).isEmpty();
    }

    @Test
    void aFaultStrikesOnceUnlessItLasts() {
        storage.inject(Fault.fail(NO_SPACE, 2));
        storage.createDirectories("");
        assertThatThrownBy(() -> storage.create("a")).isInstanceOf(StorageException.class);
        storage.create("a").close();

        storage.inject(Fault.failFrom(IO, 1).only(CREATE));
        assertThatThrownBy(() -> storage.create("b")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.create("b")).isInstanceOf(StorageException.class);
        storage.clearFaults();
        storage.create("b").close();

        assertThat(storage.files()).containsOnlyKeys("a", "b");
        assertThat(storage.journal()).containsSubsequence("2 create a", "  failed: NO_SPACE", "3 create a");
    }

    @Test
    void aFileIsPoisonedByAFailedAppend() {
        AppendFile file = storage.create("log");
        storage.inject(Fault.fail(NO_SPACE, 1).only(APPEND));

        assertThatThrownBy(() -> file.append(bytes("abcd"))).isInstanceOf(StorageException.class);

        assertPoisoned(file);
        assertThat(visible()).isEqualTo("{log=ab}");
    }

    @Test
    void whatAFailedSyncLeftIsReadableButNotDurable() {
        AppendFile file = storage.create("log");
        storage.syncDirectory("");
        file.append(bytes("abcd"));
        storage.inject(Fault.fail(IO, 1).only(SYNC));

        assertThatThrownBy(file::sync).isInstanceOf(StorageException.class);

        assertPoisoned(file);
        storage.sync("log");
        storage.restart(Survival.KILLED, 0).sync("log");
        assertThat(visible()).isEqualTo("{log=abcd}");
        assertThat(afterPowerCuts(storage)).contains("{log=}");
    }

    @Test
    void whatWasNotSyncedBecauseTheProcessDiedCanBeSyncedByTheNext() {
        Files.write(storage, "log", "abcd");
        storage.syncDirectory("");
        storage.inject(Fault.crashDuring(1).only(SYNC));
        assertThatThrownBy(() -> storage.sync("log")).isInstanceOf(Crash.class);

        SimulatedStorage next = storage.restart(Survival.KILLED, 0);
        next.sync("log");

        assertThat(afterPowerCuts(next)).containsExactly("{log=abcd}");
    }

    @Test
    void aFailedSyncOfAnothersFileIsAFailedSync() {
        Files.write(storage, "log", "abcd");
        storage.syncDirectory("");
        storage.inject(Fault.fail(IO, 1).only(SYNC));
        assertThatThrownBy(() -> storage.sync("log")).hasMessage("cannot sync 'log'" + CHECK);

        storage.sync("log");

        assertThat(afterPowerCuts(storage)).contains("{log=}");
    }

    private static Set<String> afterPowerCuts(SimulatedStorage storage) {
        Set<String> left = new TreeSet<>();
        for (long seed = 0; seed < 50; seed++) {
            left.add(
                    Files.all(storage.restart(Survival.POWER_CUT_ORDERED, seed)).toString());
        }
        return left;
    }

    private void assertPoisoned(AppendFile file) {
        for (Throwable failure : List.of(
                catchThrowable(() -> file.append(bytes("x"))),
                catchThrowable(file::sync),
                catchThrowable(file::size),
                catchThrowable(file::close))) {
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            poisoned -> assertThat(poisoned.kind()).isEqualTo(Kind.POISONED))
                    .hasMessageEndingWith("'log': it failed before, so nobody knows what it holds;"
                            + " write everything since the last sync to a new file");
        }
        file.close();
        assertThat(storage.openFiles()).isEmpty();
    }

    @Test
    void aFailedAppendLeavesTheBufferForAnotherFile() {
        var bytes = bytes("abcd");
        storage.inject(Fault.fail(IO, 2));
        AppendFile file = storage.create("log");

        assertThatThrownBy(() -> file.append(bytes)).isInstanceOf(StorageException.class);

        assertThat(bytes.remaining()).isEqualTo(4);
    }

    @Test
    void namesThatCouldNotBeSyncedAreDurableOnceThatWorks() {
        Files.writeSynced(storage, "a", "x");
        storage.inject(Fault.fail(IO, 1).only(SYNC_DIRECTORY));

        assertThatThrownBy(() -> storage.syncDirectory("")).isInstanceOf(StorageException.class);
        assertThat(afterPowerCuts(storage)).contains("{}", "{a=x}");

        storage.syncDirectory("");
        assertThat(afterPowerCuts(storage)).containsOnly("{a=x}");
    }

    @Test
    void aRefusedOperationLosesNoReply() {
        storage.create("taken").close();
        storage.inject(Fault.fail(LOST_REPLY, 1).only(CREATE));

        assertThatThrownBy(() -> storage.create("taken")).hasMessageContaining("the name is taken");
    }

    @Test
    void aHookRunsBeforeItsOperationWhileOthersGoOn() throws Exception {
        List<String> order = new ArrayList<>();
        storage.observe(step -> order.add(step.toString()));
        storage.inject(Fault.run(2, () -> runElsewhere(() -> storage.exists("meanwhile"))));

        storage.exists("first");
        storage.exists("slow");

        assertThat(order).containsExactly("1 exists first", "3 exists meanwhile", "2 exists slow");
    }

    private static void runElsewhere(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProcessMayDieWhileItSleeps() {
        storage.inject(Fault.run(1, storage::crash));

        assertThatThrownBy(() -> storage.create("late")).isInstanceOf(Crash.class);

        assertThat(storage.files()).isEmpty();
    }

    @Test
    void severalFaultsMayMeet() {
        List<String> hooks = new ArrayList<>();
        storage.inject(Fault.run(1, () -> hooks.add("a")))
                .inject(Fault.run(1, () -> hooks.add("b")))
                .inject(Fault.fail(LOST_REPLY, 1))
                .inject(Fault.crashAfter(2))
                .inject(Fault.crashBefore(2));

        assertThatThrownBy(() -> storage.create("a")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.create("b")).isInstanceOf(Crash.class);

        assertThat(hooks).containsExactly("a", "b");
        assertThat(storage.files()).containsOnlyKeys("a");
    }

    @Test
    void aFailureInTheMiddleOfADyingOperationIsTheDeath() {
        storage.inject(Fault.fail(IO, 1)).inject(Fault.crashAfter(1));

        assertThatThrownBy(() -> storage.create("a")).isInstanceOf(Crash.class);

        assertThat(storage.files()).isEmpty();
    }

    @Test
    void aNeighbourLivesAndDiesByItself() {
        SimulatedStorage neighbour = storage.neighbour().inject(Fault.crashAfter(2));

        storage.putIfAbsent("epoch-1", bytes("old").array());
        assertThat(neighbour.putIfAbsent("epoch-1", bytes("new").array())).isFalse();
        assertThatThrownBy(() -> neighbour.create("log")).isInstanceOf(Crash.class);

        assertThat(storage.exists("log")).isTrue();
        assertThat(storage.operations()).isEqualTo(4);
        assertThat(neighbour.operations()).isEqualTo(2);
        assertThat(visible()).isEqualTo("{epoch-1=old, log=}");
    }

    @Test
    void openFilesAreKnownUntilTheyAreClosed() throws Exception {
        AppendFile log = storage.create("log");
        var in = storage.open("log");
        assertThat(storage.openFiles()).containsExactly("log", "log");

        in.close();
        log.close();
        log.close();

        assertThat(storage.openFiles()).isEmpty();
        assertThat(storage.journal()).containsOnlyOnce("3 close log");
    }

    @Test
    void theViewIsForReadingOnlyAndCountsNothing() throws Exception {
        program(storage);
        storage.crash();
        Storage view = storage.view();

        assertThat(view.exists("epoch")).isTrue();
        assertThat(view.open("epoch").readAllBytes()).isEqualTo(bytes("7").array());
        assertThat(view.list("")).hasSize(2);
        assertThat(storage.operations()).isEqualTo(JOURNAL.size());
        for (Runnable write : List.<Runnable>of(
                () -> view.create("x"),
                () -> view.putIfAbsent("x", new byte[0]),
                () -> view.rename("x", "y"),
                () -> view.delete("x"),
                () -> view.syncDirectory("x"),
                () -> view.sync("x"),
                () -> view.createDirectories("x"))) {
            assertThat(catchThrowableOfType(StorageException.class, write::run))
                    .hasMessageEndingWith("'x': this is a view for reading; write through the storage itself;"
                            + " nothing was changed")
                    .extracting(StorageException::kind)
                    .isEqualTo(Kind.DENIED);
        }
    }

    @Test
    void theJournalKeepsTheLatestLines() {
        for (int i = 0; i < StepJournal.LINES_MAX + 5; i++) {
            storage.exists("x");
        }

        assertThat(storage.journal()).hasSize(StepJournal.LINES_MAX).startsWith("6 exists x");
    }

    @Test
    void faultsThatCouldNeverStrikeAreRefused() {
        assertThatThrownBy(() -> Fault.crashBefore(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("operations are counted from 1, but the fault was planned for 0");
        assertThatThrownBy(() -> Fault.fail(NO_SPACE, 1).only(READ, SYNC))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith(
                        "this fault cannot strike [read, sync] and would never be seen; it strikes [create");
        assertThat(Fault.fail(IO, 1).only(PUT_SYNC)).isNotNull();
    }
}
