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

    /** Refuses what cannot be read. */
    void check() {
        if (socket == null && files == null) {
            throw refused(
                    "say where the text is: --socket HOST:PORT or --files DIR, for example --socket localhost:9999");
        }
        if (socket != null && files != null) {
            throw refused("text comes from one place: give --socket or --files, not both");
        }
        if (socket != null && !isKnown(socket.host())) {
            throw refused("--socket " + socket + ": this machine knows no host '" + socket.host() + "'");
        }
        if (files != null && !Files.isDirectory(files)) {
            throw refused("--files " + files + (Files.exists(files) ? " is not a directory" : " does not exist"));
        }
    }

    /** The stream of lines. */
    DStream<String> open(StreamingContext ssc) {
        return socket != null
                ? fromSocket(ssc, socket)
                : ssc.stream(Sources.textFiles(files, FileOptions.DEFAULT.withExisting()));
    }

    private static boolean isKnown(String host) {
        try {
            return InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static DStream<String> fromSocket(StreamingContext ssc, Address address) {
        ssc.addListener(new ReceiverNews(System.err, "For a first try, start a server: nc -lk " + address.port()));
        return ssc.socketTextStream(address.host(), address.port());
    }

    private ParameterException refused(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }
}
