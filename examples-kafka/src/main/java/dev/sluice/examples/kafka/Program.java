package dev.sluice.examples.kafka;

import dev.sluice.postgresserver.PostgresServer;
import dev.sluice.serverprocess.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process of the program, and the next one when it was killed. For one thread. */
final class Program implements AutoCloseable {
    private static final long STOP_SECONDS_MAX = 120;

    private final List<String> command;
    private final Path log;
    private final PrintStream out;
    private Process process;
    private Thread reader;
    private CountDownLatch running;
    private Process replaced;

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
        CountDownLatch first = new CountDownLatch(1);
        running = first;
        reader = new Thread(() -> tell(started, first), "what the program says");
        reader.setDaemon(true);
        reader.start();
    }

    private void tell(Process started, CountDownLatch first) {
        try (BufferedReader lines = started.inputReader()) {
            lines.lines().forEach(line -> {
                first.countDown();
                out.println("  " + line);
            });
        } catch (IOException | UncheckedIOException killed) {
            // it says no more
        }
    }

    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** Lets it stand still, as one that is taken for dead, and starts another one in its place. */
    void replace() {
        replaced = process;
        ServerProcess.suspend(replaced.toHandle());
        start();
    }

    /**
     * Lets the one that stood still go on when the other has run a batch, until it finds that it was replaced; false if it
     * does not.
     */
    boolean wakeReplaced() throws InterruptedException {
        if (!running.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            out.println("--- the program that took over runs no batch");
            return false;
        }
        ServerProcess.resume(replaced.toHandle());
        boolean found = replaced.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS) && replaced.exitValue() != 0;
        replaced.toHandle().destroyForcibly();
        out.println("--- the program that stood still "
                + (found ? "found that it was replaced, and ended" : "did not find that it was replaced"));
        return found;
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
        if (replaced != null) {
            replaced.toHandle().destroyForcibly();
        }
        if (process != null) {
            kill();
        }
    }
}
