package dev.sluice.benchmarks;

import dev.sluice.peers.workload.Outcome;
import dev.sluice.peers.workload.Setting;
import dev.sluice.peers.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How does Sluice stand beside a hand-written loop, Spark Streaming, Flink and Hazelcast Jet? */
@Command(
        name = "peers",
        description = {
            "Whole pipelines beside a hand-written loop, Spark Streaming, Flink and Hazelcast Jet.",
            "Each run is a process of its own with the same input, cores, heap and collector; contenders take turns."
        },
        mixinStandardHelpOptions = true)
final class PeerComparison implements Callable<Integer> {
    @Option(
            names = "--workloads",
            split = ",",
            converter = PeerNames.OfWorkload.class,
            description =
                    "Some of grep, wordcount, state, durable-state, sliding, sliding-max, ads, ads-json, sessions, "
                            + "join, latency. Default: all")
    private List<Workload> workloads = List.of(Workload.values());

    @Option(
            names = "--contenders",
            split = ",",
            converter = PeerNames.OfContender.class,
            description = "Some of hand, sluice, sluice-auto, sluice-on-spark, spark, flink, jet. Default: all but "
                    + "sluice-on-spark")
    private List<PeerContender> contenders = PeerContender.usual();

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "5")
    private int rounds;

    @Option(names = "--warm-seconds", description = "Of each run. Default: ${DEFAULT-VALUE}", defaultValue = "15")
    private int warmSeconds;

    @Option(names = "--seconds", description = "Of each run. Default: ${DEFAULT-VALUE}", defaultValue = "15")
    private int seconds;

    @Option(names = "--rates", split = ",", description = "Records a second of latency. Default: ${DEFAULT-VALUE}")
    private List<Long> rates = List.of(50_000L, 200_000L, 1_000_000L);

    @Option(names = "--slides", split = ",", description = "Of which a window consists. Default: ${DEFAULT-VALUE}")
    private List<Integer> slides = List.of(30);

    @Option(names = "--heap", description = "Of each process. Default: ${DEFAULT-VALUE}", defaultValue = "4g")
    private String heap = "";

    @Option(names = "--gc", description = "G1, Parallel or Z. Default: ${DEFAULT-VALUE}", defaultValue = "G1")
    private String collector = "";

    @Option(names = "--cores", description = "Of each process. Default: ${DEFAULT-VALUE}", defaultValue = "2")
    private int cores;

    @Option(names = "--directory", description = "On the disk for what survives. Default: that for temporary files")
    private @Nullable Path directory;

    @Spec
    private CommandSpec spec;

    private boolean failed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PeerProcess processes = new PeerProcess(List.of(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+Use" + collector + "GC",
                "-XX:ActiveProcessorCount=" + cores,
                "-Dfile.encoding=UTF-8"));
        System.out.println(Machine.describe());
        System.out.printf(
                "each process: %s; warm for %d s, measured for %d s, %d rounds%n",
                String.join(" ", processes.jvmOptions()), warmSeconds, seconds, rounds);
        if (slides.stream().anyMatch(window -> window < 1)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "a window has at least one slide: --slides " + slides);
        }
        try (Scratch scratch = Scratch.under(directory)) {
            for (Workload workload : workloads) {
                for (long rate : workload == Workload.LATENCY ? rates : List.of(0L)) {
                    for (int window : workload.slides() ? slides : List.of(1)) {
                        compare(workload, rate, window, processes, scratch);
                    }
                }
            }
        }
        return failed ? 1 : 0;
    }

    private void compare(Workload workload, long rate, int window, PeerProcess processes, Scratch scratch)
            throws IOException, InterruptedException {
        System.out.printf(
                "%n%s%s%s, load average %.1f%n",
                workload, atRate(rate), workload.slides() ? " over " + window + " s" : "", Machine.load());
        ExpectedAnswer expected = new ExpectedAnswer(workload, window);
        Map<PeerContender, List<Outcome>> runs = new EnumMap<>(PeerContender.class);
        List<PeerContender> order = new ArrayList<>(
                contenders.stream().filter(each -> each.does(workload)).toList());
        for (PeerContender contender : List.copyOf(order)) {
            contender.whyNot(workload, window).ifPresent(reason -> {
                System.out.println(contender + " is left out: " + reason);
                order.remove(contender);
            });
        }
        for (int round = 0; round < rounds; round++) {
            for (PeerContender contender : List.copyOf(order)) {
                try {
                    Outcome outcome = run(contender, workload, rate, window, processes, scratch);
                    checkAnswer(outcome, contender, expected);
                    runs.computeIfAbsent(contender, unused -> new ArrayList<>()).add(outcome);
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                    failed = true;
                    order.remove(contender);
                    runs.remove(contender);
                }
            }
            Collections.rotate(order, 1);
        }
        PeerTable table = new PeerTable(runs);
        (rate > 0 ? table.latency() : table.throughput()).forEach(System.out::println);
        if (workload.slides()) {
            System.out.println(table.secondsOfData(expected.recordsOfSecond()));
        }
        System.out.println("the answer of every run in the table was checked");
    }

    private Outcome run(
            PeerContender contender, Workload workload, long rate, int window, PeerProcess processes, Scratch scratch)
            throws IOException, InterruptedException {
        Path run = Files.createDirectories(scratch.run(contender.toString()));
        try {
            Duration warm = Duration.ofSeconds(warmSeconds);
            return processes.run(
                    contender, new Setting(workload, warm, Duration.ofSeconds(seconds), rate, window, run));
        } finally {
            Scratch.delete(run);
        }
    }

    private static String atRate(long rate) {
        return rate == 0 ? "" : String.format(Locale.ROOT, " at %,d records/s", rate);
    }

    private static void checkAnswer(Outcome outcome, PeerContender contender, ExpectedAnswer expected) {
        long right = expected.of(outcome.form(), outcome.end());
        if (outcome.answer() != right) {
            throw new IllegalStateException(contender + " gave a wrong answer: " + outcome.answer() + " instead of "
                    + right + " for " + outcome.end() + " records of each source");
        }
    }
}
