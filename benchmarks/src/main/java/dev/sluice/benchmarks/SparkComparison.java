package dev.sluice.benchmarks;

import dev.sluice.peers.batch.BatchAnswer;
import dev.sluice.peers.batch.BatchOutcome;
import dev.sluice.peers.batch.BatchProgram;
import dev.sluice.peers.batch.BatchSetting;
import dev.sluice.sparkcluster.LoopbackCluster;
import dev.sluice.sparkcluster.SparkProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long does a batch take on Spark, with Sluice and with Spark Streaming? */
@Command(
        name = "spark",
        description = {
            "The time of a batch on Spark: Sluice beside Spark Streaming, the same programs.",
            "Each run is a process of its own; on a cluster, with a master and two workers of its own beside it."
        },
        mixinStandardHelpOptions = true)
final class SparkComparison implements Callable<Integer> {
    /** Where tasks run. */
    enum Place {
        /** In the process of the program. */
        LOCAL,
        /** In executors of a standalone cluster on this machine. */
        CLUSTER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--programs",
            split = ",",
            converter = OfProgram.class,
            description =
                    "Some of empty, map, words, many-words, sliding, many-sliding, update, state, large-state, many-state."
                            + " Default: all")
    private List<BatchProgram> programs = List.of(BatchProgram.values());

    @Option(names = "--places", split = ",", description = "Some of local, cluster. Default: both")
    private List<Place> places = List.of(Place.values());

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "3")
    private int rounds;

    @Option(
            names = "--warm",
            description = "Batches that are not measured. Default: ${DEFAULT-VALUE}",
            defaultValue = "40")
    private int warm;

    @Option(names = "--batches", description = "Batches that are. Default: 100, 25 where they are long")
    private @Nullable Integer batches;

    @Option(
            names = "--heap",
            description = "Of the process of the program. Default: ${DEFAULT-VALUE}",
            defaultValue = "2g")
    private String heap = "";

    @Option(names = "--directory", description = "On the disk for what survives. Default: that for temporary files")
    private @Nullable Path directory;

    private boolean failed;

    /** The name of a program. */
    static final class OfProgram implements ITypeConverter<BatchProgram> {
        @Override
        public BatchProgram convert(String name) {
            try {
                return BatchProgram.of(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        System.out.printf(
                "each program: -Xmx%s, executors of 1 GB; %d batches to warm up, %d rounds%n", heap, warm, rounds);
        try (Scratch scratch = Scratch.under(directory)) {
            for (Place place : places) {
                System.out.printf("%n%s, load average %.1f%n", place, Machine.load());
                System.out.println(BatchTable.HEADER);
                for (BatchProgram program : programs) {
                    compare(place, program, scratch);
                }
            }
        }
        return failed ? 1 : 0;
    }

    private void compare(Place place, BatchProgram program, Scratch scratch) throws IOException, InterruptedException {
        Map<SparkContender, List<BatchOutcome>> runs = new EnumMap<>(SparkContender.class);
        List<SparkContender> order = new ArrayList<>(List.of(SparkContender.values()));
        for (int round = 0; round < rounds; round++) {
            for (SparkContender contender : order) {
                try {
                    BatchOutcome outcome = run(place, program, contender, scratch);
                    runs.computeIfAbsent(contender, unused -> new ArrayList<>()).add(outcome);
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                    failed = true;
                    return;
                }
            }
            Collections.rotate(order, 1);
        }
        System.out.println(new BatchTable(runs).line(program));
    }

    private BatchOutcome run(Place place, BatchProgram program, SparkContender contender, Scratch scratch)
            throws IOException, InterruptedException {
        Path run = Files.createDirectories(scratch.run(contender.toString()));
        int measured = batches == null ? program.batches() : batches;
        try {
            if (place == Place.LOCAL) {
                BatchSetting setting = new BatchSetting(program, contender.local(), warm, measured, run);
                return checked(contender, setting, contender.run(setting, heap, List.of()));
            }
            SparkProcesses spark = new SparkProcesses(contender.classPath(), run.resolve("cluster"));
            try (LoopbackCluster cluster = LoopbackCluster.start(spark)) {
                BatchSetting setting = new BatchSetting(program, cluster.master(), warm, measured, run);
                return checked(contender, setting, contender.run(setting, heap, SparkContender.onCluster(run)));
            }
        } finally {
            Scratch.delete(run);
        }
    }

    private static BatchOutcome checked(SparkContender contender, BatchSetting setting, BatchOutcome outcome) {
        long right = BatchAnswer.of(setting.program(), setting.total());
        if (outcome.answer() != right) {
            throw new IllegalStateException(contender + " gave a wrong answer to " + setting.program() + ": "
                    + outcome.answer() + " instead of " + right);
        }
        return outcome;
    }
}
