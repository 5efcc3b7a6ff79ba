package dev.sluice.storage;

import dev.sluice.error.InvalidProgramException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A directory as people write it: a path of this machine, or a URI such as {@code hdfs://namenode:8020/sluice/orders},
 * whose scheme says which {@link StorageProvider} knows it. {@code file:///data/orders} is a path of this machine too.
 */
public record StorageAddress(String text) {
    /** One letter is no scheme but a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

    /**
     * The directory as a storage, for its owner only. Nothing is changed yet.
     *
     * @throws InvalidProgramException if no directory can be there, or no module on the class path knows the scheme
     * @throws dev.sluice.error.StorageException if the file system cannot be reached
     */
    public Storage open() {
        String scheme = scheme();
        if (scheme == null) {
            return local(path(text));
        }
        URI uri = uri();
        return scheme.equals("file") ? local(path(uri)) : provided(scheme, uri);
    }

    private @Nullable String scheme() {
        Matcher matcher = SCHEME.matcher(text);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private Storage provided(String scheme, URI uri) {
        for (StorageProvider provider : ServiceLoader.load(StorageProvider.class)) {
            if (provider.accepts(scheme)) {
                return provider.open(uri);
            }
        }
        throw new InvalidProgramException("nothing on the class path can keep a directory at \"" + text
                + "\"; hdfs: needs the artifact dev.sluice:sluice-storage-hadoop, any other scheme one with a"
                + " StorageProvider for \"" + scheme + "\", and a directory of this machine is given as a path");
    }

    private URI uri() {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidProgramException(
                    "\"" + text.replace('\0', '\uFFFD') + "\" is no URI: " + e.getReason()
                            + "; write what is special in it as %XX",
                    e);
        }
    }

    private Path path(URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new InvalidProgramException(
                    "\"" + text + "\" is no directory of this machine: " + e.getMessage()
                            + "; write file:///, then the path from the root on",
                    e);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidProgramException(
                    "\"" + text.replace('\0', '\uFFFD') + "\" cannot be a directory: " + e.getReason()
                            + "; use another name",
                    e);
        }
    }

    private static Storage local(Path directory) {
        return new LocalStorage(directory).ownerOnly();
    }
}
