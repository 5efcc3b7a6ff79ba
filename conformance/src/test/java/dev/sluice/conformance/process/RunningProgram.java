package dev.sluice.conformance.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The counting program in a process of its own. */
final class RunningProgram implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;

    RunningProgram(Path root, String durability) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountingProgram.class.getName(),
                        root.toString(),
                        durability))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(root.resolve("errors").toFile()))
                .start();
        output = process.inputReader();
    }

    /** The next line that the program says; null at its end. */
    @Nullable
    String says() throws IOException {
        return output.readLine();
    }

    /** Reads what it says until it says this. */
    void awaitSaying(String beginning) throws IOException {
        for (String line = says(); line == null || !line.startsWith(beginning); line = says()) {
            if (line == null) {
                throw new IllegalStateException("the program ended and never said \"" + beginning + "\"");
            }
        }
    }

    /** Ends it in the middle of whatever it does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exit();
    }

    /** Sends it a signal by the name of the operating system. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill -" + name + " failed");
        }
    }

    /** Asks it to stop and waits for its end. Gives the exit status. */
    int stop() throws IOException, InterruptedException {
        process.outputWriter().close();
        drain();
        return exit();
    }

    /** Waits for its end. Gives the exit status. */
    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the program did not end within " + PATIENCE_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Reads to the end of what it says. */
    void drain() throws IOException {
        while (says() != null) {
            continue;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
