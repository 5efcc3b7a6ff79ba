package dev.sluice.examples.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sluice.examples.cli.Failures;
import dev.sluice.examples.cli.HelpOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the demo with Kafka. */
@Command(
        name = "./sluice demo kafka",
        description = {
            "Starts a broker of Kafka and a PostgreSQL on this machine, tills that send payments to a"
                    + " topic, and a program that writes the turnover of each shop to another topic, and that"
                    + " of each window of five seconds to a table, exactly once. Kills the program, the broker"
                    + " and the database with kill -9 in between, or lets them stand still for some seconds, in"
                    + " which another program takes over from the first; and compares the results with a plain"
                    + " computation over what was sent. Ends with 0 if they are the same, else with 1."
        })
public final class Launcher implements Callable<Integer> {
    private static final int ATTEMPTS = 50;
    private static final long PAUSE_NANOS = 100_000_000;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "4", description = "how many; default ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--pauses",
            paramLabel = "N",
            defaultValue = "2",
            description = "how many times one stands still; default ${DEFAULT-VALUE}")
    private int pauses;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "payments a second; default ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of what happens to which when; default: another each time")
    private Long seed;

    @Mixin
    @SuppressWarnings("UnusedVariable") // its option is enough
    private HelpOption help;

    private Launcher() {}

    /** The command line. */
    static CommandLine commandLine() {
        return Failures.toldBy(new CommandLine(new Launcher()));
    }

    /** Ends with 0 if all went well, with 1 if not, with 2 if it cannot be run so. */
    public static void main(String[] arguments) {
        // Whoever kills a broker knows that clients lose it.
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--seconds", seconds, 1, 86_400);
        require("--kills", kills, 0, 100_000);
        require("--pauses", pauses, 0, 100_000);
        require("--rate", rate, 1, 1_000_000);
        Path home = Path.of(System.getProperty("sluice.home"));
        long chosen = seed == null ? System.nanoTime() : seed;
        Path directory = Files.createTempDirectory("sluice-demo-kafka");
        Thread cleaning = new Thread(() -> delete(directory), "end of " + directory);
        Runtime.getRuntime().addShutdownHook(cleaning);
        boolean good = new KafkaDemo(home, seconds, kills, pauses, rate, chosen, System.out).run(directory);
        if (!good) {
            Runtime.getRuntime().removeShutdownHook(cleaning);
            System.out.println("everything is kept in " + directory);
        }
        return good ? 0 : 1;
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(), option + " must be from " + least + " to " + most + ", but was " + value);
        }
    }

    /** At Ctrl-C those who write there end meanwhile. */
    private static void delete(Path directory) {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(directory); attempt++) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException stillInUse) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
