package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.error.StorageException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends StorageContract {
    @TempDir
    Path temp;

    private Path root;
    private Storage storage;

    @BeforeEach
    void createRoot() throws Exception {
        root = Files.createDirectory(temp.resolve("root"));
        storage = new LocalStorage(root);
    }

    @Override
    protected Storage storage() {
        return storage;
    }

    @Test
    void theRootIsCreatedOnDemandOnly() {
        Storage fresh = new LocalStorage(temp.resolve("not/yet"));

        assertThat(fresh.exists("")).isFalse();
        assertFails(Kind.NOT_FOUND, () -> fresh.create("file"));
        fresh.createDirectories("");

        assertThat(fresh.exists("")).isTrue();
        assertThat(temp.resolve("not/yet")).isDirectory();
    }

    @Test
    void whatIsForTheOwnerIsClosedToOthers() throws Exception {
        assumePosix();
        Path closed = temp.resolve("closed");
        Storage forOwner = new LocalStorage(closed).ownerOnly();

        forOwner.createDirectories("a/b");
        forOwner.create("a/file").close();
        forOwner.putIfAbsent("a/b/put", new byte[] {1});

        assertThat(permissions(closed)).isEqualTo("rwx------");
        assertThat(permissions(closed.resolve("a"))).isEqualTo("rwx------");
        assertThat(permissions(closed.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(permissions(closed.resolve("a/file"))).isEqualTo("rw-------");
        assertThat(permissions(closed.resolve("a/b/put"))).isEqualTo("rw-------");
    }

    @Test
    void whatIsForPeopleHasThePermissionsTheyAreUsedTo() throws Exception {
        assumePosix();
        Path usualDirectory = Files.createDirectory(temp.resolve("usual"));
        Path usualFile = Files.createFile(temp.resolve("usual.txt"));

        storage.createDirectories("dir");
        write("file", "text");
        storage.putIfAbsent("put", new byte[] {1});

        assertThat(permissions(root.resolve("dir"))).isEqualTo(permissions(usualDirectory));
        assertThat(permissions(root.resolve("file"))).isEqualTo(permissions(usualFile));
        assertThat(permissions(root.resolve("put"))).isEqualTo(permissions(usualFile));
    }

    @Test
    void noLinkLeadsOutOfTheRoot() throws Exception {
        Path secret = Files.createDirectory(temp.resolve("secret"));
        Files.writeString(secret.resolve("key"), "secret");
        Files.createSymbolicLink(root.resolve("file"), secret.resolve("key"));
        Files.createSymbolicLink(root.resolve("dir"), secret);

        assertFails(Kind.DENIED, () -> storage.read("file", 0, 9))
                .isEqualTo("'file' is a link out of the directory " + root
                        + "; give the directory it leads to as the root, or follow links explicitly");
        assertFails(Kind.DENIED, () -> storage.open("dir/key"));
        assertFails(Kind.DENIED, () -> storage.list("dir"));
        assertFails(Kind.DENIED, () -> storage.create("dir/new"));
        assertFails(Kind.DENIED, () -> storage.putIfAbsent("dir/new", new byte[0]));
        assertFails(Kind.DENIED, () -> storage.createDirectories("dir/new"));
        assertFails(Kind.DENIED, () -> storage.delete("dir/key"));
        assertThat(storage.list("")).extracting(Entry::kind).containsOnly(Entry.Kind.OTHER);
        assertThat(secret).isDirectoryContaining("glob:**/key");
        assertThat(Files.list(secret)).hasSize(1);
    }

    @Test
    void linksAreFollowedWhereThatWasAskedFor() throws Exception {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("data"), "text");
        Files.createSymbolicLink(root.resolve("dir"), elsewhere);
        Storage following = new LocalStorage(root).followingLinks();

        assertThat(following.read("dir/data", 0, 9)).asString().isEqualTo("text");
        assertThat(following.list("")).extracting(Entry::kind).containsExactly(Entry.Kind.LINKED_DIRECTORY);
    }

    @Test
    void aLinkThatStaysInsideIsFollowed() throws Exception {
        write("target", "text");
        Files.createSymbolicLink(root.resolve("alias"), Path.of("target"));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));

        assertThat(text("alias")).isEqualTo("text");
        assertThat(storage.list(""))
                .extracting(entry -> entry.name() + " " + entry.kind() + " " + entry.size())
                .containsExactly("alias FILE 4", "dangling OTHER 0", "loop OTHER 0", "target FILE 4");
        assertFails(Kind.NOT_FOUND, () -> storage.read("dangling", 0, 1));
        assertFails(Kind.DENIED, () -> storage.read("loop", 0, 1));
        assertThat(storage.exists("dangling")).isTrue();
        assertFails(Kind.EXISTS, () -> storage.rename("target", "dangling"));
    }

    @Test
    void aRootThatIsItselfALinkIsFine() throws Exception {
        Path alias = Files.createSymbolicLink(temp.resolve("alias"), root);
        write("file", "text");

        assertThat(new LocalStorage(alias).read("file", 0, 9)).asString().isEqualTo("text");
    }

    @Test
    void aPipeIsNotRead() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0);

        assertFails(Kind.INVALID, () -> storage.open("pipe")).contains("not a regular file");
        assertThat(storage.list("")).extracting(Entry::kind).containsExactly(Entry.Kind.OTHER);
    }

    @Test
    void aListHasTheTimesOfTheDisk() throws Exception {
        write("file", "text");
        Instant modified = Instant.ofEpochSecond(1_234_567_890, 123_000_000);
        Files.setLastModifiedTime(root.resolve("file"), FileTime.from(modified));

        assertThat(storage.list("").get(0).modified()).isEqualTo(modified);
    }

    @Test
    void draftsOfADeadProcessAreNoObstacle() throws Exception {
        long pid = ProcessHandle.current().pid();
        for (int number = 0; number < 2_000; number++) {
            Files.createFile(root.resolve(".epoch." + pid + "-" + number + ".tmp"));
        }

        assertThat(storage.putIfAbsent("epoch", new byte[] {1})).isTrue();
        assertThat(storage.list("")).hasSize(2_001);
    }

    @Test
    void aNameTheDiskCannotHaveIsRefused() {
        String endless = "x".repeat(5_000);

        assertFails(Kind.INVALID, () -> storage.create(endless))
                .contains("too long")
                .contains("use another name");
    }

    @Test
    void aFullDiskIsToldAndPoisonsTheFile() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        AppendFile file = new LocalAppendFile("log", full.toFile());

        assertFails(Kind.NO_SPACE, () -> file.append(bytes("x")))
                .isEqualTo("cannot append to 'log': No space left on device;"
                        + " what was committed is safe; make room and go on with a new file");
        assertPoisoned(file);
    }

    @Test
    void aFailedSyncPoisonsTheFile() throws Exception {
        Path unsyncable = Path.of("/dev/null");
        assumeTrue(Files.exists(unsyncable));
        AppendFile file = new LocalAppendFile("log", unsyncable.toFile());
        file.append(bytes("x"));

        assertFails(Kind.IO, file::sync).startsWith("cannot sync 'log'");
        assertPoisoned(file);
    }

    private static void assertPoisoned(AppendFile file) {
        assertFails(Kind.POISONED, () -> file.append(bytes("y")))
                .isEqualTo("cannot append to 'log': it failed before, so nobody knows what it holds;"
                        + " write everything since the last sync to a new file");
        assertFails(Kind.POISONED, file::sync).startsWith("cannot sync 'log': it failed before");
        assertFails(Kind.POISONED, file::size);
        assertFails(Kind.POISONED, file::close).startsWith("cannot close 'log': it failed before");
        file.close();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assumePosix() {
        Set<String> views = java.nio.file.FileSystems.getDefault().supportedFileAttributeViews();
        assumeTrue(views.contains("posix"));
    }
}
