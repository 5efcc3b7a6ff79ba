package dev.sluice.testkit.storage;

import static dev.sluice.testkit.storage.Files.bytes;
import static dev.sluice.testkit.storage.Files.text;
import static dev.sluice.testkit.storage.Files.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** As long as no fault is planned, nobody can tell the simulated disk from the others. */
class SimulatedStorageContractTest {
    @TempDir
    private Path directory;

    /** What can be done to a storage and shows something. */
    private interface Call {
        Object on(Storage storage) throws Exception;
    }

    private static Arguments call(String name, Call call) {
        return Arguments.of(name, call);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("create", s -> content(s, s.create("new"))),
                call("create, taken", s -> s.create("file")),
                call("create, taken by a directory", s -> s.create("dir")),
                call("create, no directory", s -> s.create("missing/file")),
                call("create below a file", s -> s.create("file/below")),
                call("create the root", s -> s.create("")),
                act("append to a closed file", s -> closed(s).append(bytes("x"))),
                act("sync a closed file", s -> closed(s).sync()),
                call("measure a closed file", s -> closed(s).size()),
                act("close a closed file", s -> closed(s).close()),
                call("append a part of a buffer", SimulatedStorageContractTest::partOfABuffer),
                call("put", s -> s.putIfAbsent("new", bytes("text").array()) + text(s, "new")),
                call("put, taken", s -> s.putIfAbsent("file", bytes("text").array()) + text(s, "file")),
                call("put, taken by a directory", s -> s.putIfAbsent("dir", new byte[0])),
                call("put, no directory", s -> s.putIfAbsent("missing/file", new byte[0])),
                call("put the root", s -> s.putIfAbsent("/", new byte[0])),
                act("rename", s -> s.rename("file", "new")),
                act("rename to another directory", s -> s.rename("file", "dir/file")),
                act("rename a directory", s -> s.rename("dir", "new")),
                act("rename a directory into another", s -> s.rename("full", "dir/full")),
                act("rename, taken", s -> s.rename("file", "dir")),
                act("rename to itself", s -> s.rename("file", "file")),
                act("rename nothing", s -> s.rename("missing", "new")),
                act("rename to no directory", s -> s.rename("file", "missing/file")),
                act("rename from no directory", s -> s.rename("missing/file", "new")),
                act("rename into itself", s -> s.rename("full", "full/below")),
                act("rename the root", s -> s.rename("", "new")),
                call("rename while open", SimulatedStorageContractTest::renameWhileOpen),
                call("delete", s -> s.delete("file")),
                call("delete an empty directory", s -> s.delete("dir")),
                call("delete a full directory", s -> s.delete("full")),
                call("delete nothing", s -> s.delete("missing")),
                call("delete nothing in nothing", s -> s.delete("missing/file")),
                call("delete the root", s -> s.delete(".")),
                call("delete while open", SimulatedStorageContractTest::deleteWhileOpen),
                call("list", s -> names(s, "")),
                call("list an empty directory", s -> names(s, "dir")),
                call("list a file", s -> s.list("file")),
                call("list nothing", s -> s.list("missing")),
                call("list out of the root", s -> s.list("..")),
                call("read a range", s -> new String(s.read("file", 1, 2), UTF_8)),
                call("read up to the end", s -> new String(s.read("file", 2, 99), UTF_8)),
                call("read behind the end", s -> s.read("file", Long.MAX_VALUE, 1).length),
                call("read nothing of it", s -> s.read("file", 0, 0).length),
                call("read from before the start", s -> s.read("file", -1, 5)),
                call("read less than nothing", s -> s.read("file", 0, -5)),
                call("read a directory", s -> s.read("dir", 0, 1)),
                call("read nothing", s -> s.read("missing", 0, 1)),
                call("open", SimulatedStorageContractTest::opened),
                call("open a directory", s -> s.open("dir")),
                call("open nothing", s -> s.open("missing")),
                call("exists", s -> "" + s.exists("file") + s.exists("dir") + s.exists("") + s.exists("full/deep")),
                call("exists not", s -> "" + s.exists("missing") + s.exists("file/x") + s.exists("missing/x")),
                call("other spellings", s -> text(s, "./full//deep/../file".replace("deep/../", "./"))),
                call("a path with NUL", s -> s.exists("a\0b")),
                call("a path to above", s -> s.create("full/../new")),
                call("an absolute path", s -> s.exists("/etc/passwd")),
                act("create directories", s -> s.createDirectories("a/b/c")),
                act("create directories again", s -> s.createDirectories("full/deep")),
                act("create the directory of the root", s -> s.createDirectories("")),
                act("create a directory over a file", s -> s.createDirectories("file")),
                act("create a directory below a file", s -> s.createDirectories("file/below")),
                act("sync a file", s -> s.sync("full/file")),
                act("sync the file of nobody", s -> s.sync("missing")),
                act("sync a file in nothing", s -> s.sync("missing/file")),
                act("sync a directory as a file", s -> s.sync("dir")),
                act("sync the root as a file", s -> s.sync("")),
                act("sync directories", s -> s.syncDirectory("full")),
                act("sync the root", s -> s.syncDirectory("")),
                act("sync no directory", s -> s.syncDirectory("missing")));
    }

    /** Calls without a result. */
    private interface Act {
        void on(Storage storage) throws Exception;
    }

    private static Arguments act(String name, Act act) {
        return call(name, storage -> {
            act.on(storage);
            return "done";
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void everyCallEndsAsOnOtherStorages(String name, Call call) {
        Storage simulated = filled(new SimulatedStorage());
        Storage inMemory = filled(new InMemoryStorage(new ManualClock()));
        Storage local = filled(new LocalStorage(directory));
        Storage faulty = filled(new FaultyStorage(new InMemoryStorage(new ManualClock())));

        String outcome = outcome(simulated, call);

        assertThat(outcome)
                .isEqualTo(outcome(inMemory, call))
                .isEqualTo(outcome(local, call))
                .isEqualTo(outcome(faulty, call));
        assertThat(Files.all(simulated))
                .isEqualTo(Files.all(inMemory))
                .isEqualTo(Files.all(local))
                .isEqualTo(Files.all(faulty));
    }

    private static Storage filled(Storage storage) {
        storage.createDirectories("dir");
        storage.createDirectories("full/deep");
        write(storage, "file", "text");
        write(storage, "full/file", "more");
        return storage;
    }

    /** The remedy differs between disks; what cannot be done and whose fault it is does not. */
    private static String outcome(Storage storage, Call call) {
        try {
            return String.valueOf(call.on(storage));
        } catch (StorageException e) {
            return e.kind() + " " + e.getMessage().replaceFirst(": .*", "");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String content(Storage storage, AppendFile file) {
        try (file) {
            file.append(bytes("hello "));
            file.append(ByteBuffer.allocateDirect(5).put(bytes("world")).flip());
            file.sync();
            return file.size() + text(storage, "new");
        }
    }

    private static AppendFile closed(Storage storage) {
        AppendFile file = storage.create("closed");
        file.close();
        return file;
    }

    private static String partOfABuffer(Storage storage) {
        ByteBuffer buffer = bytes("-abcd-").position(2).limit(5);
        try (AppendFile file = storage.create("part")) {
            file.append(buffer);
        }
        return buffer + text(storage, "part");
    }

    private static String renameWhileOpen(Storage storage) {
        try (AppendFile file = storage.create("old")) {
            file.append(bytes("a"));
            storage.rename("old", "full/new");
            file.append(bytes("b"));
        }
        return text(storage, "full/new");
    }

    private static long deleteWhileOpen(Storage storage) {
        try (AppendFile file = storage.create("old")) {
            storage.delete("old");
            file.append(bytes("b"));
            file.sync();
            return file.size();
        }
    }

    private static String opened(Storage storage) throws Exception {
        try (InputStream in = storage.open("file")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static List<String> names(Storage storage, String path) {
        return storage.list(path).stream()
                .map(entry -> entry.name() + " " + entry.kind() + " " + entry.size())
                .toList();
    }

    @Test
    void aLargeFileIsWhole() {
        byte[] large = new byte[3_000_001];
        new Random(7).nextBytes(large);
        Storage storage = new SimulatedStorage();

        try (AppendFile file = storage.create("large")) {
            file.append(ByteBuffer.wrap(large));
        }

        assertThat(storage.read("large", 0, Integer.MAX_VALUE)).isEqualTo(large);
    }

    @Test
    void whatWasGivenToPutMayChangeLater() {
        Storage storage = new SimulatedStorage();
        byte[] content = bytes("mine").array();

        storage.putIfAbsent("epoch", content);
        content[0] = 'X';
        storage.read("epoch", 0, 9)[1] = 'X';

        assertThat(text(storage, "epoch")).isEqualTo("mine");
    }

    @Test
    void ofManyThreadsThatPutOneWins() throws Exception {
        for (int round = 0; round < 50; round++) {
            SimulatedStorage storage = new SimulatedStorage();
            List<Boolean> won = new ArrayList<>();
            race(4, caller -> {
                boolean mine = storage.putIfAbsent("epoch", new byte[] {(byte) caller});
                storage.createDirectories("a/b");
                write(storage, "a/b/" + caller, "x".repeat(caller));
                storage.syncDirectory("a/b");
                synchronized (won) {
                    won.add(mine);
                }
            });

            assertThat(won).containsOnlyOnce(true).hasSize(4);
            assertThat(storage.files()).hasSize(5).containsEntry("a/b/3", 3L);
            assertThat(storage.operations())
                    .isEqualTo(storage.journal().stream()
                            .filter(line -> !line.startsWith(" "))
                            .count());
        }
    }

    private interface Racer {
        void run(int number);
    }

    private static void race(int racers, Racer racer) throws Exception {
        CyclicBarrier start = new CyclicBarrier(racers);
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < racers; number++) {
            int mine = number;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    racer.run(mine);
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
