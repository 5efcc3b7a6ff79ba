package dev.sluice.examples;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.examples.cli.Address;
import dev.sluice.source.FileOptions;
import dev.sluice.source.Sources;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where text comes from. */
final class TextOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--socket",
            paramLabel = "HOST:PORT",
            converter = Address.Converter.class,
            description = "read lines from a server, for example of: nc -lk 9999")
    private @Nullable Address socket;

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "read the files of a directory, those that are there and those that appear")
    private @Nullable Path files;

    /** The stream of lines. */
    DStream<String> open(StreamingContext ssc) {
        return socket != null ? fromSocket(ssc, socket) : fromFiles(ssc, files);
    }

    private DStream<String> fromSocket(StreamingContext ssc, Address address) {
        try {
            InetAddress ignored = InetAddress.getByName(address.host());
        } catch (UnknownHostException e) {
            throw new ParameterException(
                    command.commandLine(), "there is no host '" + address.host() + "' that this machine knows");
        }
        ssc.addListener(new ReceiverNews(System.err, "For a first try, start a server: nc -lk " + address.port()));
        return ssc.socketTextStream(address.host(), address.port());
    }

    private DStream<String> fromFiles(StreamingContext ssc, Path directory) {
        if (!Files.isDirectory(directory)) {
            String problem = Files.exists(directory) ? "is a file, not a directory" : "does not exist";
            throw new ParameterException(command.commandLine(), "--files " + directory + " " + problem);
        }
        return ssc.stream(Sources.textFiles(directory, FileOptions.DEFAULT.withExisting()));
    }
}
