package dev.sluice.examples.kafka;

import dev.sluice.postgresserver.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of the program, and the next one when it was killed. For one thread. */
final class Program implements AutoCloseable {
    private static final long STOP_SECONDS_MAX = 120;

    private final List<String> command;
    private final Path log;
    private final PrintStream out;
    private Process process;
    private Thread reader;

    Program(String servers, String database, Path directory, PrintStream out) {
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                PaymentsProcess.class.getName(),
                servers,
                directory.resolve("kept").toString(),
                database,
                PostgresServer.USER,
                PostgresServer.PASSWORD);
        this.log = directory.resolve("program.log");
        this.out = out;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of the program"));
    }

    /** Where it says what it does. */
    Path log() {
        return log;
    }

    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process started = process;
        reader = new Thread(() -> tell(started), "what the program says");
        reader.setDaemon(true);
        reader.start();
    }

    private void tell(Process started) {
        try (BufferedReader lines = started.inputReader()) {
            lines.lines().forEach(line -> out.println("  " + line));
        } catch (IOException | UncheckedIOException killed) {
            // it says no more
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** Has it do what is left, and end; false if it cannot. */
    boolean stop() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            return false;
        }
        if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            return false;
        }
        reader.join();
        return process.exitValue() == 0;
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
