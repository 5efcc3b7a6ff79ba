package dev.sluice.benchmarks;

import dev.sluice.benchmarks.contender.HandContender;
import dev.sluice.benchmarks.contender.SluiceContender;
import dev.sluice.peers.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is compared: how its process is started. */
enum PeerContender {
    HAND(HandContender.class.getName(), List.of()),
    SLUICE(SluiceContender.class.getName(), List.of()),
    /** Sluice with batches that begin when the last one is done. */
    SLUICE_AUTO(SluiceContender.class.getName(), List.of("-D" + SluiceContender.SELF_CLOCKED + "=true")),
    /** Sluice on the threads of Spark; only where it is asked for. */
    SLUICE_ON_SPARK(
            SluiceContender.class.getName(),
            Stream.concat(Opened.FOR_SPARK.stream(), Stream.of("-D" + SluiceContender.MASTER + "=spark:local"))
                    .toList()),
    SPARK("dev.sluice.peers.spark.SparkContender", Opened.FOR_SPARK),
    FLINK("dev.sluice.peers.flink.FlinkContender", Opened.FOR_FLINK),
    JET("dev.sluice.peers.jet.JetContender", Opened.FOR_JET);

    private static final String HOME = "sluice.home";
    private static final int JAVA_WITH_UNSAFE_WARNINGS = 24;
    private static final int FLINK_SLIDES_MAX = 100;
    private static final int SPARK_SLIDES_MAX = 600;

    private final String main;
    private final List<String> jvmOptions;

    PeerContender(String main, List<String> jvmOptions) {
        this.main = main;
        this.jvmOptions = jvmOptions;
    }

    /** Those that are compared unless others are asked for. */
    static List<PeerContender> usual() {
        return Stream.of(values()).filter(each -> each != SLUICE_ON_SPARK).toList();
    }

    /** Whether it does a workload: what is written by hand keeps nothing, and at no rate batches have no gaps anyway. */
    boolean does(Workload workload) {
        return switch (this) {
            case HAND -> workload != Workload.DURABLE_STATE;
            case SLUICE_AUTO -> workload == Workload.LATENCY;
            default -> true;
        };
    }

    /** Why it is not measured with a window of so many slides; empty if it is. */
    Optional<String> whyNot(Workload workload, int slides) {
        if (this == FLINK && workload.slides() && slides > FLINK_SLIDES_MAX) {
            return Optional.of(String.format("it puts the result of each second into %,d windows", slides));
        }
        if (this == SPARK && workload == Workload.SLIDING_MAX && slides > SPARK_SLIDES_MAX) {
            return Optional.of(String.format("every batch is a job over the partitions of %,d batches", slides));
        }
        return Optional.empty();
    }

    /** The words behind {@code java} that start it, without those that all have. */
    List<String> command() throws IOException {
        return command(main);
    }

    /** The words behind {@code java} that start another class of its class path. */
    List<String> command(String type) throws IOException {
        List<String> unsafe = Runtime.version().feature() < JAVA_WITH_UNSAFE_WARNINGS
                ? List.of()
                : List.of("--sun-misc-unsafe-memory-access=allow");
        return Stream.of(jvmOptions, unsafe, List.of("-cp", classPath(), type))
                .flatMap(List::stream)
                .toList();
    }

    /** Its jars. */
    String classPath() throws IOException {
        if (this == HAND || this == SLUICE || this == SLUICE_AUTO) {
            return System.getProperty("java.class.path");
        }
        String home = Objects.requireNonNull(
                System.getProperty(HOME), "the engines to compare with are found by ./sluice bench peers alone");
        Path launch = Path.of(home, "benchmarks", "peers", toString(), "target", "launch");
        return launch.resolve(Files.readString(launch.resolve("current")).strip()) + "/*";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
