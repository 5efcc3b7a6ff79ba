package dev.sluice.hadoop;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.DiskFailure;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Range;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StoragePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * A directory of HDFS as a storage. What was appended survives the end of the process, what was synced also the loss of
 * power of all data nodes; names are durable at once, since the name node writes them down before it answers.
 *
 * <p>{@link #sync} and, where data nodes were started anew, reads take a file from a writer that has not closed it.
 *
 * <p>Serialized, it is its URI with the settings to reach it: where it is read back it stands for the same directory.
 */
public final class HadoopStorage implements Storage, Serializable {
    private final transient URI root;
    private final transient Map<String, String> settings;
    private final transient Client client;
    private final transient DistributedFileSystem files;
    private final transient CreateFile create;

    private HadoopStorage(URI root, Map<String, String> settings, boolean ownerOnly) {
        this.client = Client.of(root, settings);
        this.files = client.files();
        this.root = client.qualified(root);
        this.settings = Map.copyOf(settings);
        this.create = new CreateFile(files, ownerOnly);
    }

    /**
     * The directory of a URI such as {@code hdfs://namenode:8020/sluice/orders}, reached as {@code core-site.xml} and
     * {@code hdfs-site.xml} on the class path and system properties {@code spark.hadoop.…} say. What is created there has
     * the permissions that new files ordinarily get. Touches nothing yet.
     *
     * @throws InvalidProgramException if it names no directory of an HDFS
     */
    public static HadoopStorage at(URI directory) {
        return at(directory, Map.of());
    }

    /** The same with settings of Hadoop's that go before those of the class path. */
    public static HadoopStorage at(URI directory, Map<String, String> settings) {
        if (!"hdfs".equalsIgnoreCase(directory.getScheme())
                || directory.getPath() == null
                || directory.getPath().length() < 2
                || directory.getQuery() != null
                || directory.getFragment() != null) {
            throw new InvalidProgramException("\"" + directory
                    + "\" names no directory of HDFS; try hdfs://namenode:8020/sluice/orders, or hdfs:///sluice/orders"
                    + " where fs.defaultFS says which");
        }
        Map<String, String> all = new TreeMap<>(SiteSettings.ofThisProcess());
        all.putAll(settings);
        return new HadoopStorage(directory, all, false);
    }

    /** The same directory; what is created in it from now on only its owner can read: directories 0700, files 0600. */
    public HadoopStorage ownerOnly() {
        return new HadoopStorage(root, settings, true);
    }

    @Override
    public AppendFile create(String path) {
        Path place = place(StoragePath.file(path));
        return client.call("create", path, () -> new HdfsAppendFile(path, create.at(place)));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        Path place = place(StoragePath.file(path));
        return client.call("put", path, () -> !files.exists(place) && new Draft(create, place).publish(content));
    }

    @Override
    public void rename(String from, String to) {
        Path source = place(StoragePath.file(from));
        Path target = place(StoragePath.file(to));
        client.call("rename to '" + to + "'", from, () -> {
            try {
                files.rename(source, target, Options.Rename.NONE);
                return to;
            } catch (IOException e) {
                if (HdfsFailure.kind(e) == Kind.IO && files.exists(source) && files.exists(target)) {
                    throw new FileAlreadyExistsException(to);
                }
                throw e;
            }
        });
    }

    @Override
    public void sync(String path) {
        OpenFile file = new OpenFile(files, place(StoragePath.file(path)));
        client.call("sync", path, () -> {
            file.sync();
            return path;
        });
    }

    @Override
    public void syncDirectory(String directory) {
        Path place = place(StoragePath.of(directory));
        client.call("sync", directory, () -> new HdfsListing(files).required(directory, place));
    }

    @Override
    public boolean delete(String path) {
        Path place = place(StoragePath.file(path));
        return client.call("delete", path, () -> found(() -> files.delete(place, false)));
    }

    @Override
    public List<Entry> list(String directory) {
        Path place = place(StoragePath.of(directory));
        return client.call("list", directory, () -> new HdfsListing(files).of(directory, place));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        Path place = place(StoragePath.file(path));
        Range range = new Range(path, offset, max);
        return client.call("read", path, () -> {
            try (FSDataInputStream in = opened(path, place)) {
                byte[] bytes = new byte[range.within(OpenFile.length(in))];
                in.seek(bytes.length == 0 ? 0 : offset);
                return Range.filled(bytes, in::read);
            }
        });
    }

    @Override
    public InputStream open(String path) {
        Path place = place(StoragePath.file(path));
        return client.call("open", path, () -> new UninterruptedStream(opened(path, place)));
    }

    private FSDataInputStream opened(String path, Path place) throws IOException {
        try {
            return new OpenFile(files, place).read();
        } catch (FileNotFoundException e) {
            if (files.exists(place)) {
                throw DiskFailure.notRegular(path);
            }
            throw e;
        }
    }

    @Override
    public boolean exists(String path) {
        Path place = place(StoragePath.of(path));
        return client.call("look up", path, () -> found(() -> files.exists(place)));
    }

    @Override
    public void createDirectories(String directory) {
        StoragePath path = StoragePath.of(directory);
        Path top = new Path(root);
        client.call("create the directory", directory, () -> {
            if (!files.exists(top.getParent())) {
                new CreateFile(files, false).directory(top.getParent());
            }
            create.directory(top);
            Path below = top;
            for (String name : path.names()) {
                below = new Path(below, name);
                create.directory(below);
            }
            return below;
        });
    }

    private static boolean found(Call<Boolean> question) throws IOException {
        try {
            return question.run();
        } catch (IOException e) {
            if (HdfsFailure.kind(e) == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private Path place(StoragePath path) {
        Path place = new Path(root);
        for (String name : path.names()) {
            place = new Path(place, new Path(null, null, name));
        }
        return place;
    }

    private Object writeReplace() {
        return new Portable(root.toString(), settings, create.ownerOnly());
    }

    /** What is written in place of a storage, whose connection belongs to one process. */
    private record Portable(String root, Map<String, String> settings, boolean ownerOnly) implements Serializable {
        private Object readResolve() {
            return new HadoopStorage(URI.create(root), settings, ownerOnly);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
