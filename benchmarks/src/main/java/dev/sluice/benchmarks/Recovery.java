package dev.sluice.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long is it from the start of a program until it goes on where the one before ended? */
@Command(
        name = "recovery",
        description = {
            "A process makes a large state and ends; others go on with it, each timed from start() until its first new",
            "batch is done. Each is a JVM of its own, so that nothing is warm but the files."
        },
        mixinStandardHelpOptions = true)
final class Recovery implements Callable<Integer> {
    private static final double GIGA = 1e9;

    @Option(names = "--keys", description = "Default: ${DEFAULT-VALUE}", defaultValue = "10000000")
    private long keys;

    @Option(names = "--values", split = ",", description = "long, record. Default: ${DEFAULT-VALUE}")
    private List<String> values = List.of("long", "record");

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "5")
    private int rounds;

    @Option(
            names = "--heap",
            description = "Of each process, as of -Xmx. Default: ${DEFAULT-VALUE}",
            defaultValue = "6g")
    private String heap = "6g";

    @Option(names = "--jvm", split = ",", description = "More options of the JVM that goes on.")
    private List<String> options = List.of();

    @Option(names = "--directory", description = "On the disk to be measured. Default: that for temporary files")
    private @Nullable Path directory;

    /** One recovery, in seconds. */
    private record Timed(double started, double done, double collecting, double cpu) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        for (String value : values) {
            try (Scratch scratch = Scratch.under(directory)) {
                measure(value, scratch.run("state"));
            }
        }
        return 0;
    }

    private void measure(String value, Path state) throws IOException, InterruptedException {
        List<String> made = part(value, state, List.of(), "--make");
        long bytes = stored(state);
        System.out.printf(
                "%nString → %s, %,d keys, %.2f GB stored, heap %s, load average %.1f%s%n",
                value, keys, bytes / GIGA, heap, Machine.load(), String.join(" ", made));
        List<Timed> timed = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path again = state.resolveSibling("round-" + round);
            link(state, again);
            timed.add(timed(part(value, again, options)));
        }
        System.out.printf("  until start() returned  %s s%n", spread(timed, Timed::started));
        System.out.printf("  until the first batch   %s s%n", spread(timed, Timed::done));
        System.out.printf("  for each GB stored      %s s%n", spread(timed, run -> run.done * GIGA / bytes));
        System.out.printf("  of which collecting     %s s%n", spread(timed, Timed::collecting));
        System.out.printf("  CPU of the process      %s s; answer checked%n", spread(timed, Timed::cpu));
    }

    private static String spread(List<Timed> timed, ToDoubleFunction<Timed> value) {
        return Spread.of(timed.stream().map(value::applyAsDouble).toList()).show("%6.2f");
    }

    private static Timed timed(List<String> output) {
        String[] fields = output.get(output.size() - 1).split(" ");
        return new Timed(
                Double.parseDouble(fields[0]),
                Double.parseDouble(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]));
    }

    /** Runs a process to its end and gives what it printed. */
    private List<String> part(String value, Path state, List<String> jvm, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(List.of("recovery-part", "--directory", state.toString(), "--keys", Long.toString(keys)));
        command.addAll(List.of(more));
        if (value.equals("record")) {
            command.add("--records");
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a process of the measurement failed: " + command);
        }
        return output.lines().toList();
    }

    /** A directory with the same files, of which no run changes any. */
    private static void link(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path ignored = Files.createLink(to.resolve(file.getFileName()), file);
            }
        }
    }

    private static long stored(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.mapToLong(Recovery::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
