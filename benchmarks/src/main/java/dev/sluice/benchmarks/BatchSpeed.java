package dev.sluice.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What does a batch cost with next to nothing in it, and how soon does a record come out? */
@Command(
        name = "batches",
        description = {
            "Empty and tiny batches, start-up, idle pipelines, short intervals, and how late records come out.",
            "Each run is a JVM of its own; answers are checked."
        },
        mixinStandardHelpOptions = true)
final class BatchSpeed implements Callable<Integer> {
    private static final List<String> FEW_MICROS = List.of("10000", "1000", "500", "200", "100", "50");

    @Option(
            names = "--parts",
            split = ",",
            description = "cost, start, idle, interval, latency. Default: ${DEFAULT-VALUE}")
    private List<String> parts = List.of("cost", "start", "idle", "interval", "latency");

    @Option(names = "--rounds", description = "Runs take turns. Default: ${DEFAULT-VALUE}", defaultValue = "3")
    private int rounds;

    @Option(
            names = "--seconds",
            description = "Of each run on the clock. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private int seconds;

    @Option(names = "--rates", split = ",", description = "Of latency, records/s. Default: ${DEFAULT-VALUE}")
    private List<String> rates = List.of("50000", "200000");

    @Option(names = "--feeds", split = ",", description = "Of latency: direct, receiver. Default: ${DEFAULT-VALUE}")
    private List<String> feeds = List.of("direct", "receiver");

    @Option(
            names = "--intervals",
            split = ",",
            description = "Of latency: microseconds, and \"auto\" before the least of a self-clocked one. "
                    + "Default: ${DEFAULT-VALUE}")
    private List<String> intervals = List.of("1000", "200", "auto1000", "auto100");

    @Option(names = "--pipelines", description = "Of idle. Default: ${DEFAULT-VALUE}", defaultValue = "1000")
    private String pipelines = "1000";

    @Option(names = "--java", description = "The JDK that runs them. Default: the one that runs this")
    private Path java = Path.of(System.getProperty("java.home"));

    @Option(names = "--jvm", split = ",", description = "More options of that JVM.")
    private List<String> options = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        for (String part : parts) {
            compare(part, casesOf(part));
        }
        return 0;
    }

    private List<List<String>> casesOf(String part) {
        return switch (part) {
            case "cost" -> costs();
            case "start" -> List.of(List.of("start"));
            case "idle" -> List.of(List.of("idle", pipelines, text(seconds)));
            case "interval" ->
                FEW_MICROS.stream()
                        .map(micros -> List.of("latency", "direct", "1000", micros, text(seconds)))
                        .toList();
            case "latency" -> latencies();
            default -> throw new IllegalArgumentException("there is no part \"" + part + "\"; see --help");
        };
    }

    private static List<List<String>> costs() {
        List<List<String>> cases = new ArrayList<>();
        for (int records : new int[] {0, 10}) {
            for (int outputs : new int[] {1, 3, 10}) {
                cases.add(List.of("cost", text(outputs), text(records)));
            }
        }
        return cases;
    }

    private List<List<String>> latencies() {
        List<List<String>> cases = new ArrayList<>();
        for (String feed : feeds) {
            for (String rate : rates) {
                for (String interval : intervals) {
                    cases.add(List.of("latency", feed, rate, interval, text(seconds)));
                }
            }
        }
        return cases;
    }

    private static String text(int number) {
        return Integer.toString(number);
    }

    private void compare(String part, List<List<String>> cases) throws IOException, InterruptedException {
        System.out.printf("%n%s, %s, load average %.1f%n", part, BatchPart.describe(part), Machine.load());
        Map<List<String>, Map<String, List<Double>>> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (List<String> one : cases) {
                Map<String, List<Double>> values = measured.computeIfAbsent(one, unused -> new LinkedHashMap<>());
                run(one).forEach((name, value) -> values.computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(value));
            }
        }
        measured.forEach(BatchSpeed::show);
    }

    private static void show(List<String> one, Map<String, List<Double>> values) {
        System.out.println("  " + BatchPart.title(one));
        values.forEach((name, runs) ->
                System.out.printf("    %-37s %s%n", name, Spread.of(runs).show("%,10.1f")));
    }

    /** Runs one to its end and gives what it measured, by name. */
    private Map<String, Double> run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BatchPart.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a process of the measurement failed: " + command);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        output.lines().forEach(line -> value(line, values));
        return values;
    }

    private static void value(String line, Map<String, Double> values) {
        int end = line.lastIndexOf('=');
        if (end > 0) {
            @Nullable Double ignored = values.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
        }
    }
}
