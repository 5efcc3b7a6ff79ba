package dev.sluice.source;

import dev.sluice.function.Function;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.text.LineFormat;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;

/** The sources that are built in. */
public final class Sources {
    private Sources() {}

    /** Lines of UTF-8 text from a server, as {@link LineFormat#DEFAULT} says. */
    public static StreamSource<String> socketText(String host, int port) {
        return socketText(host, port, LineFormat.DEFAULT, SocketOptions.DEFAULT);
    }

    /** Lines of UTF-8 text from a server. */
    public static StreamSource<String> socketText(String host, int port, LineFormat format, SocketOptions options) {
        return socket(new SocketReceiver<>(host, port, options, SocketProtocols.lines(format)));
    }

    /** What a function makes of the bytes that a server sends; the records end where the connection does. */
    public static <T> StreamSource<T> socket(
            String host, int port, Function<InputStream, ? extends Iterable<T>> decoder, SocketOptions options) {
        return socket(new SocketReceiver<>(host, port, options, SocketProtocols.decoded(decoder)));
    }

    /**
     * Frames from a server: four bytes of length, the highest first, and so many bytes.
     *
     * @param frameBytesMax the longest frame, in bytes without its length
     */
    public static StreamSource<byte[]> rawSocket(String host, int port, int frameBytesMax, SocketOptions options) {
        return socket(new SocketReceiver<>(host, port, options, SocketProtocols.frames(frameBytesMax)));
    }

    private static <T> StreamSource<T> socket(SocketReceiver<T> receiver) {
        return new StreamSource.Receiving<>(
                receiver.toString(), Guarantees.SOCKET, Guarantees.SOCKET_DURABLE, receiver);
    }

    /** The lines of new UTF-8 text files in a directory, as {@link FileOptions#DEFAULT} says. */
    public static StreamSource<String> textFiles(Path directory) {
        return textFiles(directory, FileOptions.DEFAULT);
    }

    /**
     * The lines of one UTF-8 text file, or of the visible files of a directory, as they are now: one partition for each
     * file. Reading fails where a file has become shorter since.
     */
    public static PlanNode<String> lines(Path path, Origin origin) {
        return new Source<>(WholeFiles.of(path).splits(new TextLines(LineFormat.DEFAULT)), origin);
    }

    /**
     * The records of one object file, or of the visible files of a directory, as they are now: one partition for each
     * file.
     *
     * @param types which classes may be read
     */
    public static <T> PlanNode<T> objects(Path path, TypeRegistry types, Origin origin) {
        List<Split<T>> splits = WholeFiles.of(path).locations().stream()
                .<Split<T>>map(file -> new ObjectSplit<>(file, types))
                .toList();
        return new Source<>(splits, origin);
    }

    /** The lines of UTF-8 text files in a directory. */
    public static StreamSource<String> textFiles(Path directory, FileOptions options) {
        return textFiles(directory.toString(), new LocalStorage(directory), options, LineFormat.DEFAULT);
    }

    /**
     * The lines of UTF-8 text files in a storage.
     *
     * @param place what people know the storage by
     */
    public static StreamSource<String> textFiles(
            String place, Storage storage, FileOptions options, LineFormat format) {
        return files("text files of " + place, storage, options, new TextLines(format));
    }

    /** Records of a fixed length from files in a directory, which hold nothing else. */
    public static StreamSource<byte[]> binaryRecords(Path directory, int recordBytes, FileOptions options) {
        return binaryRecords(directory.toString(), new LocalStorage(directory), recordBytes, options);
    }

    /**
     * Records of a fixed length from files in a storage, which hold nothing else.
     *
     * @param place what people know the storage by
     */
    public static StreamSource<byte[]> binaryRecords(
            String place, Storage storage, int recordBytes, FileOptions options) {
        return files("binary records of " + place, storage, options, new FixedLengthFormat(recordBytes));
    }

    private static <T> StreamSource<T> files(String name, Storage storage, FileOptions options, FileFormat<T> format) {
        return new StreamSource.Direct<>(
                name, Guarantees.FILES, Guarantees.FILES_DURABLE, new FileSource<>(name, storage, options, format));
    }

    /** One list of a queue for each batch, also of those that are added later. See {@link QueueSource}. */
    public static <T> StreamSource<T> queue(Queue<? extends List<T>> queue) {
        return queue(queue, true, List.of());
    }

    /** The lists of a queue, one for each batch or all that wait. See {@link QueueSource}. */
    public static <T> StreamSource<T> queue(
            Queue<? extends List<T>> queue, boolean oneAtATime, List<? extends T> whenEmpty) {
        return new StreamSource.Custom<>(
                "queue", Guarantees.MEMORY, Guarantees.MEMORY_DURABLE, new QueueSource<>(queue, oneAtATime, whenEmpty));
    }

    /** What the program pushes. */
    public static <T> StreamSource<T> push(PushSource<T> source) {
        return new StreamSource.Custom<>("push", Guarantees.MEMORY, Guarantees.MEMORY_DURABLE, source);
    }

    /** Records made from their numbers, so many a second, without an end. See {@link GeneratorSource}. */
    public static <T> StreamSource<T> generator(long recordsPerSecond, Function<Long, T> function) {
        return generator(new GeneratorSource<>(recordsPerSecond, function));
    }

    /** Records made from their numbers. */
    public static <T> StreamSource<T> generator(GeneratorSource<T> source) {
        return new StreamSource.Direct<>("generator", Guarantees.GENERATED, Guarantees.GENERATED_DURABLE, source);
    }

    /** One list for each batch, then nothing. */
    public static <T> StreamSource<T> batches(List<? extends List<? extends T>> batches) {
        return new StreamSource.Direct<>(
                "batches", Guarantees.GENERATED, Guarantees.GENERATED_DURABLE, new BatchesSource<T>(batches));
    }

    /** The records of a list, so many in a batch, then nothing. */
    public static <T> StreamSource<T> list(List<? extends T> records, int perBatch) {
        return new StreamSource.Direct<>(
                "list", Guarantees.GENERATED, Guarantees.GENERATED_DURABLE, new ListSource<T>(records, perBatch));
    }

    /** What a receiver of the program stores. */
    public static <T> StreamSource<T> receiver(Receiver<T> receiver) {
        return new StreamSource.Receiving<>(
                "receiver " + receiver.getClass().getSimpleName(),
                Guarantees.RECEIVER,
                Guarantees.RECEIVER_DURABLE,
                receiver);
    }

    /**
     * What a direct source of the program reads.
     *
     * @param name what people know it by
     */
    public static <T, P> StreamSource<T> direct(String name, DirectSource<T, P> source) {
        return new StreamSource.Direct<>(name, Guarantees.DIRECT, Guarantees.DIRECT_DURABLE, source);
    }
}
