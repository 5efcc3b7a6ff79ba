package dev.sluice.kafkabench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures with a broker on this machine. */
@Command(
        name = "./sluice bench kafka",
        mixinStandardHelpOptions = true,
        description = {
            "Measures with a broker of Kafka on this machine, in rounds that take turns, after one that is not counted:",
            "  source    records of 100 bytes from a topic that is full",
            "  counts    counts of 10,000 keys, exactly once, from a topic that is full to another",
            "  latency   from a topic to another, exactly once, at 50,000 records a second",
            "Beside a loop by hand, Kafka Streams and Spark Streaming. Answers are checked. Run nothing else meanwhile."
        })
public final class Launcher implements Callable<Integer> {
    @Option(names = "--parts", split = ",", defaultValue = "source,counts,latency", description = "${DEFAULT-VALUE}")
    private List<String> parts;

    @Option(names = "--rounds", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--records", defaultValue = "4000000", description = "default ${DEFAULT-VALUE}")
    private long records;

    @Option(names = "--seconds", defaultValue = "15", description = "of latency; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--no-spark", description = "without Spark Streaming, whose jars are fetched the first time")
    private boolean withoutSpark;

    private Launcher() {}

    /** Runs the measurements. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Launcher()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("sluice-bench-kafka");
        System.out.printf(
                "%d processors, Java %s, load %.1f%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        try (Broker broker = new Broker(directory.resolve("broker"))) {
            for (int partitions = 1; partitions <= 2 && parts.contains("source"); partitions++) {
                SourcePart part = new SourcePart(broker, directory, partitions, records);
                String title = "source, " + partitions + (partitions == 1 ? " partition" : " partitions");
                withSpark(broker, partitions, directory, it -> throughput(title, part.contenders(it)));
            }
            if (parts.contains("counts")) {
                CountsPart part = new CountsPart(broker, directory, 2, records);
                withSpark(broker, 2, directory, it -> throughput("counts, 2 partitions", part.contenders(it)));
            }
            if (parts.contains("latency")) {
                LatencyPart part = new LatencyPart(broker, directory, seconds);
                withSpark(broker, LatencyPart.PARTITIONS, directory, it -> latency(part.contenders(it)));
            }
        } finally {
            delete(directory);
        }
        return 0;
    }

    /** A part of the measurements. */
    private interface Part {
        void run(Optional<SparkStreaming> spark) throws Exception;
    }

    private void withSpark(Broker broker, int partitions, Path directory, Part part) throws Exception {
        if (withoutSpark) {
            part.run(Optional.empty());
            return;
        }
        try (SparkStreaming spark = SparkStreaming.start(broker, partitions, directory)) {
            part.run(Optional.of(spark));
        }
    }

    private void throughput(String title, Map<String, SourcePart.Contender> contenders) throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, SourcePart.Contender> each : contenders.entrySet()) {
                double seconds = each.getValue().seconds();
                if (round > 0) {
                    rates.computeIfAbsent(each.getKey(), any -> new ArrayList<>())
                            .add(records / seconds / 1e6);
                }
            }
        }
        System.out.printf("%n%s: million records/s, median (least to most), of the first%n", title);
        double first = median(rates.values().iterator().next());
        rates.forEach((name, all) -> System.out.printf(
                "  %-34s %6.2f (%.2f to %.2f)  %.2f%n",
                name, median(all), all.get(0), all.get(all.size() - 1), median(all) / first));
    }

    private void latency(Map<String, LatencyPart.Contender> contenders) throws Exception {
        Map<String, List<double[]>> delays = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, LatencyPart.Contender> each : contenders.entrySet()) {
                delays.computeIfAbsent(each.getKey(), any -> new ArrayList<>())
                        .add(each.getValue().delays());
            }
        }
        System.out.printf("%nlatency, 50,000 records/s: ms, medians of the rounds%n");
        delays.forEach((name, all) -> System.out.printf(
                "  %-34s p50 %6.1f  p99 %6.1f  max %6.1f%n",
                name, median(of(all, 0)), median(of(all, 1)), median(of(all, 2))));
    }

    private static List<Double> of(List<double[]> all, int which) {
        return new ArrayList<>(all.stream().map(each -> each[which]).toList());
    }

    private static double median(List<Double> measured) {
        measured.sort(Comparator.naturalOrder());
        return measured.get(measured.size() / 2);
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
