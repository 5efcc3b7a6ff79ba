package dev.sluice.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage must do; each kind of storage runs it. */
public abstract class StorageContract {
    /** The storage under test: one for each test, empty, its root existing. */
    protected abstract Storage storage();

    @Test
    void aNewFileHoldsWhatWasAppendedInOrder() {
        try (AppendFile file = storage().create("log")) {
            file.append(bytes("hello "));
            file.append(
                    ByteBuffer.allocateDirect(5).put("world".getBytes(UTF_8)).flip());
            assertThat(file.size()).isEqualTo(11);
            file.sync();
        }

        assertThat(text("log")).isEqualTo("hello world");
    }

    @Test
    void appendTakesTheRemainingBytesOfTheBuffer() {
        ByteBuffer buffer = ByteBuffer.wrap("-abcd-".getBytes(UTF_8), 1, 4).slice();
        buffer.position(1);

        try (AppendFile file = storage().create("log")) {
            file.append(buffer);
            assertThat(file.size()).isEqualTo(3);
        }

        assertThat(buffer.hasRemaining()).isFalse();
        assertThat(text("log")).isEqualTo("bcd");
    }

    @Test
    void aFileLargerThanOneWriteIsWhole() {
        byte[] large = new byte[3_000_001];
        new Random(7).nextBytes(large);

        try (AppendFile file = storage().create("large")) {
            file.append(ByteBuffer.wrap(large));
        }

        assertThat(storage().read("large", 0, Integer.MAX_VALUE)).isEqualTo(large);
    }

    @Test
    void whatIsAppendedCanBeReadBeforeTheFileIsClosed() {
        try (AppendFile file = storage().create("log")) {
            file.append(bytes("ab"));
            assertThat(text("log")).isEqualTo("ab");
            file.append(bytes("cd"));
            assertThat(text("log")).isEqualTo("abcd");
        }
    }

    @Test
    void aFileIsNeverCreatedOverAnother() {
        write("log", "old");

        assertFails(Kind.EXISTS, () -> storage().create("log"))
                .isEqualTo("cannot create 'log': the name is taken; nothing is ever overwritten, so choose a new name");
        assertThat(text("log")).isEqualTo("old");
    }

    @Test
    void aFileNeedsItsDirectory() {
        assertFails(Kind.NOT_FOUND, () -> storage().create("missing/log"))
                .isEqualTo("cannot create 'missing/log': no such file or directory;"
                        + " check the name, and create the directory first");
    }

    @Test
    void aClosedFileTakesNoMore() {
        AppendFile file = storage().create("log");
        file.close();
        file.close();

        assertFails(Kind.INVALID, () -> file.append(bytes("x")))
                .isEqualTo("cannot append to 'log': it is closed; go on with a new file");
        assertFails(Kind.INVALID, file::sync).startsWith("cannot sync 'log': it is closed");
        assertFails(Kind.INVALID, file::size).startsWith("cannot measure 'log': it is closed");
    }

    @Test
    void aRangeIsReadUpToTheEndOfTheFile() {
        write("log", "0123456789");

        assertThat(storage().read("log", 2, 3)).asString(UTF_8).isEqualTo("234");
        assertThat(storage().read("log", 8, 100)).asString(UTF_8).isEqualTo("89");
        assertThat(storage().read("log", 10, 1)).isEmpty();
        assertThat(storage().read("log", Long.MAX_VALUE, 1)).isEmpty();
        assertThat(storage().read("log", 0, 0)).isEmpty();
    }

    @Test
    void aRangeIsNotNegative() {
        write("log", "x");

        assertFails(Kind.INVALID, () -> storage().read("log", -1, 5))
                .isEqualTo("cannot read 5 bytes of 'log' from -1: neither may be negative");
        assertFails(Kind.INVALID, () -> storage().read("log", 0, -5)).startsWith("cannot read -5 bytes");
    }

    @Test
    void onlyFilesAreRead() {
        storage().createDirectories("dir");

        assertFails(Kind.NOT_FOUND, () -> storage().read("nothing", 0, 1)).startsWith("cannot read 'nothing'");
        assertFails(Kind.NOT_FOUND, () -> storage().open("nothing")).startsWith("cannot open 'nothing'");
        assertFails(Kind.INVALID, () -> storage().read("dir", 0, 1))
                .isEqualTo("cannot read 'dir': it is not a regular file; only regular files are read");
        assertFails(Kind.INVALID, () -> storage().open("dir")).contains("not a regular file");
    }

    @Test
    void aFileIsReadAsAStream() throws Exception {
        write("log", "stream me");

        try (InputStream in = storage().open("log")) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("stream me");
        }
    }

    @Test
    void renameMovesAFileBetweenDirectories() {
        storage().createDirectories("a");
        storage().createDirectories("b");
        write("a/draft", "text");

        storage().rename("a/draft", "b/final");

        assertThat(storage().exists("a/draft")).isFalse();
        assertThat(text("b/final")).isEqualTo("text");
    }

    @Test
    void renameMovesADirectoryWithAllItHolds() {
        storage().createDirectories("a/deep");
        write("a/deep/file", "text");

        storage().rename("a", "b");

        assertThat(storage().exists("a")).isFalse();
        assertThat(text("b/deep/file")).isEqualTo("text");
    }

    @Test
    void renameRefusesToReplace() {
        write("new", "new");
        write("old", "old");
        storage().createDirectories("dir");

        assertFails(Kind.EXISTS, () -> storage().rename("new", "old"))
                .isEqualTo("cannot rename to 'old' 'new': the name is taken;"
                        + " nothing is ever overwritten, so choose a new name");
        assertFails(Kind.EXISTS, () -> storage().rename("new", "dir"));
        assertFails(Kind.EXISTS, () -> storage().rename("new", "new"));
        assertThat(text("old")).isEqualTo("old");
        assertThat(text("new")).isEqualTo("new");
    }

    @Test
    void renameNeedsSomethingToRenameAndAPlaceForIt() {
        write("file", "text");
        storage().createDirectories("dir");

        assertFails(Kind.NOT_FOUND, () -> storage().rename("nothing", "else"));
        assertFails(Kind.NOT_FOUND, () -> storage().rename("file", "missing/file"));
        assertFails(Kind.INVALID, () -> storage().rename("dir", "dir/below"));
        assertThat(text("file")).isEqualTo("text");
        assertThat(storage().exists("dir")).isTrue();
    }

    @Test
    void anOpenFileKeepsItsContentUnderItsNewName() {
        try (AppendFile file = storage().create("old")) {
            file.append(bytes("a"));
            storage().rename("old", "new");
            file.append(bytes("b"));
            file.sync();
        }

        assertThat(text("new")).isEqualTo("ab");
    }

    @Test
    void putIfAbsentCreatesOnceAndNeverReplaces() {
        assertThat(storage().putIfAbsent("epoch-1", "mine".getBytes(UTF_8))).isTrue();
        assertThat(storage().putIfAbsent("epoch-1", "yours".getBytes(UTF_8))).isFalse();

        assertThat(text("epoch-1")).isEqualTo("mine");
        assertThat(names("")).containsExactly("epoch-1");
    }

    @Test
    void putIfAbsentNeedsAFreeNameInADirectory() {
        storage().createDirectories("dir");

        assertThat(storage().putIfAbsent("dir", new byte[0])).isFalse();
        assertFails(Kind.NOT_FOUND, () -> storage().putIfAbsent("missing/epoch", new byte[0]))
                .startsWith("cannot put 'missing/epoch'");
    }

    @Test
    void ofManyCallersOfPutIfAbsentOneWins() throws Exception {
        Storage storage = storage();
        AtomicInteger winners = new AtomicInteger();
        for (int round = 0; round < 20; round++) {
            String path = "epoch-" + round;
            race(4, caller -> {
                if (storage.putIfAbsent(path, new byte[] {(byte) caller})) {
                    winners.addAndGet(1 + 100 * caller);
                }
            });
            assertThat(winners.get() % 100).isOne();
            assertThat(storage.read(path, 0, 9)).containsExactly(winners.getAndSet(0) / 100);
        }
    }

    @Test
    void oneThreadAppendsWhileAnotherSyncs() throws Exception {
        byte[] line = "a line of the log\n".getBytes(UTF_8);
        try (AppendFile file = storage().create("log")) {
            race(2, number -> {
                for (int i = 0; i < 500; i++) {
                    if (number == 0) {
                        file.append(ByteBuffer.wrap(line));
                    } else {
                        file.sync();
                    }
                }
            });
            assertThat(file.size()).isEqualTo(500L * line.length);
        }
        assertThat(new String(storage().read("log", 0, Integer.MAX_VALUE), UTF_8))
                .isEqualTo("a line of the log\n".repeat(500));
    }

    @Test
    void ofManyRenamesToOneNameOneWins() throws Exception {
        Storage storage = storage();
        for (int caller = 0; caller < 4; caller++) {
            write("draft-" + caller, "x");
        }
        AtomicInteger refused = new AtomicInteger();

        race(4, caller -> {
            try {
                storage.rename("draft-" + caller, "final");
            } catch (StorageException e) {
                assertThat(e.kind()).isEqualTo(Kind.EXISTS);
                refused.incrementAndGet();
            }
        });

        assertThat(refused).hasValue(3);
        assertThat(names("")).hasSize(4).contains("final");
    }

    @Test
    void deleteSaysWhetherThereWasAnything() {
        write("file", "text");
        storage().createDirectories("empty");

        assertThat(storage().delete("file")).isTrue();
        assertThat(storage().delete("file")).isFalse();
        assertThat(storage().delete("empty")).isTrue();
        assertThat(storage().delete("missing/file")).isFalse();
        assertThat(names("")).isEmpty();
    }

    @Test
    void aDirectoryWithContentIsNotDeleted() {
        storage().createDirectories("dir");
        write("dir/file", "text");

        assertFails(Kind.NOT_EMPTY, () -> storage().delete("dir"))
                .isEqualTo("cannot delete 'dir': the directory is not empty; delete what it holds first");
        assertThat(text("dir/file")).isEqualTo("text");
    }

    @Test
    void aListIsSortedAndSaysWhatEachNameIs() {
        write("b", "four");
        storage().createDirectories("c/deep");
        write("a", "");

        List<Entry> entries = storage().list("");

        assertThat(entries).extracting(Entry::name).containsExactly("a", "b", "c");
        assertThat(entries)
                .extracting(Entry::kind)
                .containsExactly(Entry.Kind.FILE, Entry.Kind.FILE, Entry.Kind.DIRECTORY);
        assertThat(entries).extracting(Entry::size).containsExactly(0L, 4L, 0L);
        assertThat(entries.get(1).modified()).isNotNull();
    }

    @Test
    void onlyADirectoryIsListed() {
        write("file", "text");

        assertFails(Kind.INVALID, () -> storage().list("file")).startsWith("cannot list 'file'");
        assertFails(Kind.NOT_FOUND, () -> storage().list("missing"))
                .startsWith("cannot list 'missing': no such file or directory");
    }

    @Test
    void directoriesAreCreatedWithThoseAboveThemAndOnlyOnce() {
        storage().createDirectories("a/b/c");
        storage().createDirectories("a/b/c");
        storage().createDirectories("");

        assertThat(storage().exists("a/b/c")).isTrue();
        assertThat(names("a")).containsExactly("b");
    }

    @Test
    void aFileIsInTheWayOfADirectory() {
        write("file", "text");

        assertFails(Kind.EXISTS, () -> storage().createDirectories("file")).contains("the name is taken");
        assertThatThrownBy(() -> storage().createDirectories("file/below")).isInstanceOf(StorageException.class);
        assertThat(storage().exists("file/below")).isFalse();
        assertThat(text("file")).isEqualTo("text");
    }

    @Test
    void namesAreMadeDurableByDirectory() {
        storage().createDirectories("dir");

        storage().syncDirectory("");
        storage().syncDirectory("dir");
        assertFails(Kind.NOT_FOUND, () -> storage().syncDirectory("missing")).startsWith("cannot sync 'missing'");
    }

    @Test
    void aFileThatWasWrittenByOthersCanBeSynced() {
        write("file", "text");

        storage().sync("file");
        assertThat(text("file")).isEqualTo("text");
        assertFails(Kind.NOT_FOUND, () -> storage().sync("missing")).startsWith("cannot sync 'missing'");
    }

    @Test
    void differentSpellingsOfAPathAreOne() {
        storage().createDirectories("./a//b/");
        write("a/./b//file", "text");

        assertThat(text("a/b/file")).isEqualTo("text");
        assertThat(storage().exists(".")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../../x", "a/..", "/etc/passwd", "/", "a\0b", "x/../y"})
    void noPathLeavesTheRoot(String path) {
        List<ThrowingCallable> calls = List.of(
                () -> storage().create(path),
                () -> storage().putIfAbsent(path, new byte[0]),
                () -> storage().rename(path, "ok"),
                () -> storage().rename("ok", path),
                () -> storage().read(path, 0, 1),
                () -> storage().open(path),
                () -> storage().delete(path),
                () -> storage().list(path),
                () -> storage().exists(path),
                () -> storage().syncDirectory(path),
                () -> storage().createDirectories(path));
        write("ok", "text");

        for (ThrowingCallable call : calls) {
            assertFails(Kind.INVALID, call)
                    .startsWith("the path '")
                    .endsWith("; a path is relative to the root of the storage and stays below it");
        }
        assertThat(names("")).containsExactly("ok");
    }

    @Test
    void theRootIsNoFile() {
        assertFails(Kind.INVALID, () -> storage().create(""))
                .isEqualTo("'' is the root of the storage; name a file or directory below it");
        assertFails(Kind.INVALID, () -> storage().delete("."));
        assertFails(Kind.INVALID, () -> storage().rename("", "x"));
    }

    @Test
    void anInterruptDisturbsNoFileAndStaysPending() throws Exception {
        Thread.currentThread().interrupt();
        try (AppendFile file = storage().create("log")) {
            file.append(bytes("a"));
            file.sync();
            storage().putIfAbsent("epoch", new byte[] {1});
            storage().createDirectories("dir");
            storage().syncDirectory("");
            file.append(bytes("b"));
            assertThat(text("log")).isEqualTo("ab");
            try (InputStream in = storage().open("log")) {
                assertThat(in.readAllBytes()).hasSize(2);
            }
        }

        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyProgramSeesWhatAMapOfNamesWouldShow(long seed) {
        Random random = new Random(seed);
        TreeMap<String, String> model = new TreeMap<>();
        for (int step = 0; step < 300; step++) {
            String name = "f" + random.nextInt(6);
            String other = "f" + random.nextInt(6);
            String content = "step " + step;
            switch (random.nextInt(4)) {
                case 0 -> {
                    boolean absent = model.putIfAbsent(name, content) == null;
                    assertThat(storage().putIfAbsent(name, content.getBytes(UTF_8)))
                            .isEqualTo(absent);
                }
                case 1 -> assertThat(storage().delete(name)).isEqualTo(model.remove(name) != null);
                case 2 -> {
                    if (model.containsKey(name) && !model.containsKey(other)) {
                        model.put(other, model.remove(name));
                        storage().rename(name, other);
                    } else {
                        assertThatThrownBy(() -> storage().rename(name, other)).isInstanceOf(StorageException.class);
                    }
                }
                default -> {
                    if (model.putIfAbsent(name, content) == null) {
                        write(name, content);
                    } else {
                        assertFails(Kind.EXISTS, () -> storage().create(name));
                    }
                }
            }
            assertThat(names("")).as("seed %d step %d", seed, step).containsExactlyElementsOf(model.keySet());
        }
        model.forEach((name, content) -> assertThat(text(name)).isEqualTo(content));
    }

    protected final void write(String path, String content) {
        try (AppendFile file = storage().create(path)) {
            file.append(bytes(content));
        }
    }

    protected final String text(String path) {
        return new String(storage().read(path, 0, Integer.MAX_VALUE), UTF_8);
    }

    protected final List<String> names(String directory) {
        return storage().list(directory).stream().map(Entry::name).toList();
    }

    protected static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    protected static org.assertj.core.api.AbstractStringAssert<?> assertFails(Kind kind, ThrowingCallable call) {
        StorageException failure = catchThrowableOfType(StorageException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        return assertThat(failure.getMessage());
    }

    interface Racer {
        void run(int number);
    }

    private static void race(int racers, Racer racer) throws Exception {
        CountDownLatch go = new CountDownLatch(racers);
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < racers; number++) {
            int mine = number;
            Thread thread = new Thread(() -> {
                try {
                    go.countDown();
                    go.await();
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
