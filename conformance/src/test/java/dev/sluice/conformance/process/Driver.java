package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link CountingProgram} in a process of its own. For one thread. */
final class Driver implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final int EVENTS_MAX = 20_000;

    private final Events events;
    private final Path errors;
    private final Process process;
    private final Writer commands;
    private final Thread listening;
    private final List<String> said = new ArrayList<>();

    private Driver(Events events, Path errors, Process process) {
        this.events = events;
        this.errors = errors;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.US_ASCII);
        this.listening = new Thread(this::listen, "driver " + process.pid());
        listening.setDaemon(true);
        listening.start();
    }

    /** Starts the JVM; the program waits for {@link #go}. */
    static Driver start(Events events, CountingSettings settings, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-ea"));
        command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(CountingProgram.class.getName());
        command.addAll(settings.words());
        Files.createDirectories(settings.output());
        Path errors = Files.createTempFile(settings.output().getParent(), "driver-", ".err");
        return new Driver(
                events,
                errors,
                new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    /** Waits for the next event, this driver's or another. */
    String next() throws InterruptedException {
        String event = events.next();
        if (event == null || isOver(event) || event.startsWith(tag() + "broken")) {
            return fail("%s came from %s, which said %s and%n%s", event, tag(), said(), errors());
        }
        return event;
    }

    /** Waits until it says a line that begins so; gives the line. */
    String await(String beginning) throws InterruptedException {
        for (int i = 0; i < EVENTS_MAX; i++) {
            String event = next();
            if (event.startsWith(tag() + beginning)) {
                return event.substring(tag().length());
            }
        }
        return fail("%s never said '%s', but %s and%n%s", tag(), beginning, said(), errors());
    }

    /** Waits until it has said a line that begins so, now or before. */
    void awaitOnce(String beginning) throws InterruptedException {
        while (said().stream().noneMatch(line -> line.startsWith(beginning))) {
            String ignored = next();
        }
    }

    void go() throws IOException {
        tell("go");
    }

    void tell(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(exit()).isEqualTo(128 + 9);
    }

    /** Sends a signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    /** Waits for its end; gives its exit status. */
    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return fail("%s did not end; it said %s and%n%s", tag(), said(), errors());
        }
        listening.join();
        return process.exitValue();
    }

    void awaitExit(int status) throws InterruptedException {
        int exit = exit();
        assertThat(exit).as("%s said %s and%n%s", tag(), said(), errors()).isEqualTo(status);
    }

    /** All that it said so far. */
    List<String> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    /** The line that begins so. */
    String said(String beginning) {
        return said().stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseGet(() -> fail("nobody said '%s' in %s", beginning, said()));
    }

    /** Whether the event is its end. */
    boolean isOver(String event) {
        return event.equals(tag() + "is over");
    }

    /** What its events begin with. */
    String tag() {
        return process.pid() + " ";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                }
                events.add(tag() + line);
            }
        } catch (IOException ended) {
            synchronized (said) {
                said.add("(" + ended + ")");
            }
        }
        events.add(tag() + "is over");
    }

    private String errors() {
        try {
            return Files.readString(errors, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
