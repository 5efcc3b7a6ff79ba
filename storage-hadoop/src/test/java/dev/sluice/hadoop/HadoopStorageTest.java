package dev.sluice.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageContract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HadoopStorageTest extends StorageContract {
    private static final long BLOCK_BYTES = 1 << 20;

    private final URI root = TestHdfs.directory();
    private final HadoopStorage storage = HadoopStorage.at(root);

    @BeforeEach
    void createRoot() {
        storage.createDirectories("");
    }

    @Override
    protected Storage storage() {
        return storage;
    }

    @Test
    void theRootIsCreatedOnDemandOnly() {
        HadoopStorage fresh = HadoopStorage.at(URI.create(root + "/not/yet"));

        assertThat(fresh.exists("")).isFalse();
        assertFails(Kind.NOT_FOUND, () -> fresh.create("file"));
        fresh.createDirectories("");

        assertThat(fresh.exists("")).isTrue();
    }

    @Test
    void whatIsForTheOwnerIsClosedToOthers() throws Exception {
        HadoopStorage closed =
                HadoopStorage.at(URI.create(root + "/above/closed")).ownerOnly();

        closed.createDirectories("a");
        closed.create("a/file").close();
        closed.putIfAbsent("a/put", new byte[] {1});

        assertThat(permissions("above")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("above/closed")).isEqualTo("rwx------");
        assertThat(permissions("above/closed/a")).isEqualTo("rwx------");
        assertThat(permissions("above/closed/a/file")).isEqualTo("rw-------");
        assertThat(permissions("above/closed/a/put")).isEqualTo("rw-------");
    }

    @Test
    void readBackItIsTheSameDirectoryWithTheSameSettings() throws Exception {
        HadoopStorage named = HadoopStorage.at(root, Map.of("dfs.client.use.legacy.blockreader", "false"))
                .ownerOnly();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(named);
        }
        assertThat(bytes.size()).isLessThan(2_000);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            HadoopStorage read = (HadoopStorage) in.readObject();
            read.putIfAbsent("put", new byte[] {1});
            assertThat(read).hasToString(root.toString());
        }
        assertThat(names("")).containsExactly("put");
        assertThat(permissions("put")).isEqualTo("rw-------");
    }

    @Test
    void aNameMayHoldWhatMeansSomethingInAUri() {
        write("100%25 ab#?*", "text");

        assertThat(names("")).containsExactly("100%25 ab#?*");
        assertThat(text("100%25 ab#?*")).isEqualTo("text");
    }

    @Test
    void aNameThatHdfsCannotHaveIsRefused() {
        assertFails(Kind.INVALID, () -> storage.create("a:b")).contains("not a valid DFS filename");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertFails(Kind.INVALID, () -> storage.create("x".repeat(300)))
                .contains("exceed")
                .endsWith("use another name");
    }

    @Test
    void aListKnowsHowLongAFileIsThatIsStillWritten() {
        try (AppendFile file = storage.create("log")) {
            file.append(bytes("0123456789"));
            assertThat(storage.list("")).extracting(Entry::size).containsExactly(10L);
        }
    }

    @Test
    void aFileThatWasLeftOpenIsReadAndMadeDurableAndItsWriterIsOut() throws Exception {
        AppendFile left = storage.create("log");
        left.append(bytes("text"));

        assertThat(HadoopStorage.at(root).read("log", 0, 9)).asString(UTF_8).isEqualTo("text");
        storage.sync("log");

        assertThat(files().isFileClosed(path("log"))).isTrue();
        assertThat(text("log")).isEqualTo("text");
        assertFails(Kind.IO, () -> left.append(bytes("more"))).startsWith("cannot append to 'log': ");
        assertFails(Kind.POISONED, left::close);
        assertThat(text("log")).isEqualTo("text");
    }

    @Test
    void aNameThatWasTakenIsTakenThoughTheAnswerWasLost() {
        HadoopStorage deaf = HadoopStorage.at(root, DeafFileSystem.SETTINGS);

        assertThat(deaf.putIfAbsent("epoch", new byte[] {1})).isTrue();
        assertThat(deaf.putIfAbsent("epoch", new byte[] {2})).isFalse();
        assertFails(Kind.IO, () -> deaf.rename("epoch", "other")).contains("the answer was lost");
        assertThat(names("")).containsExactly("other");
    }

    @Test
    void aFileThatHdfsDoesNotCloseIsNotTakenForSafe() {
        write("log", "text");
        OpenFile never = new OpenFile(Client.of(root, DeafFileSystem.SETTINGS).files(), path("log"), 3);

        assertThatThrownBy(never::sync)
                .isInstanceOf(IOException.class)
                .hasMessage("the file was left open by a process that ended, and HDFS has not closed it in time;"
                        + " its data nodes may be missing");
    }

    @Test
    void filesAreCopiedWhereOthersAreCoded() throws Exception {
        storage.createDirectories("coded");
        files().enableErasureCodingPolicy("XOR-2-1-1024k");
        files().setErasureCodingPolicy(path("coded"), "XOR-2-1-1024k");

        try (AppendFile file = storage.create("coded/log")) {
            file.append(bytes("text"));
            file.sync();
            assertThat(text("coded/log")).isEqualTo("text");
        }
        assertThat(files().getFileStatus(path("coded/log")).isErasureCoded()).isFalse();
    }

    @Test
    void afterTheQuotaIsFullThereIsNoSpaceAndTheFileIsPoisoned() throws Exception {
        storage.createDirectories("small");
        files().setQuota(path("small"), Long.MAX_VALUE - 1, 2 * BLOCK_BYTES);
        AppendFile file = storage.create("small/log");
        file.append(bytes("text"));
        byte[] large = new byte[(int) (3 * BLOCK_BYTES)];

        assertFails(Kind.NO_SPACE, () -> file.append(ByteBuffer.wrap(large)))
                .startsWith("cannot append to 'small/log': ")
                .contains("quota")
                .endsWith("what was committed is safe; make room and go on with a new file");
        assertFails(Kind.POISONED, () -> file.append(bytes("y"))).startsWith("cannot append to 'small/log'");
        assertFails(Kind.POISONED, file::sync);
        assertFails(Kind.POISONED, file::size);
        assertFails(Kind.POISONED, file::close);
        file.close();
        assertFails(Kind.NO_SPACE, () -> storage.putIfAbsent("small/epoch", large))
                .startsWith("cannot put 'small/epoch': ");
    }

    @Test
    void aQuotaOfNamesIsSpaceToo() throws Exception {
        storage.createDirectories("few");
        files().setQuota(path("few"), 2, Long.MAX_VALUE - 1);
        write("few/one", "");

        assertFails(Kind.NO_SPACE, () -> storage.create("few/two")).contains("quota");
    }

    @Test
    void whoMayNotReadIsTold() throws Exception {
        HadoopStorage closed = HadoopStorage.at(URI.create(root + "/closed")).ownerOnly();
        closed.createDirectories("");
        closed.putIfAbsent("secret", new byte[] {1});
        UserGroupInformation.createRemoteUser("somebody-else").doAs((PrivilegedExceptionAction<Void>) () -> {
            HadoopStorage other = HadoopStorage.at(URI.create(root + "/closed"));
            assertFails(Kind.DENIED, () -> other.read("secret", 0, 1)).contains("Permission denied");
            assertFails(Kind.DENIED, () -> other.putIfAbsent("epoch", new byte[0]));
            return null;
        });
    }

    private DistributedFileSystem files() {
        return Client.of(root, SiteSettings.ofThisProcess()).files();
    }

    private Path path(String name) {
        return new Path(new Path(root), name);
    }

    private String permissions(String name) throws Exception {
        FileStatus status = files().getFileStatus(path(name));
        return status.getPermission().toString();
    }
}
