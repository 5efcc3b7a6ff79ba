package dev.sluice.benchmarks;

import dev.sluice.benchmarks.IntakeContender.Taken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What does it cost to take records in: to cut bytes into lines, to hand records over, to read sockets and files? */
@Command(
        name = "intake",
        description = {
            "Lines cut from bytes in memory; a receiver that stores records in memory, one by one and in blocks, with and",
            "without a log; lines from a socket; a directory of text files. Each beside loops written by hand, which take",
            "turns with it. Every answer is checked."
        },
        mixinStandardHelpOptions = true)
final class IntakeSpeed implements Callable<Integer> {
    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "5")
    private int rounds;

    @Option(names = "--seconds", description = "Of each measurement. Default: ${DEFAULT-VALUE}", defaultValue = "2")
    private double seconds;

    @Option(
            names = "--only",
            description = "Measurements whose group and name contain this. Default: all",
            defaultValue = "")
    private String only;

    @Option(names = "--directory", description = "On the disk to be measured. Default: that for temporary files")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe());
        try (Scratch scratch = Scratch.under(directory)) {
            for (var group : groups(scratch).entrySet()) {
                List<IntakeContender> wanted = group.getValue().stream()
                        .filter(contender -> (group.getKey() + ": " + contender.name()).contains(only))
                        .toList();
                if (!wanted.isEmpty()) {
                    measure(group.getKey(), wanted);
                }
            }
        }
        return 0;
    }

    /** The first of a group is what the others are compared with. */
    private static Map<String, List<IntakeContender>> groups(Scratch scratch) {
        Map<String, List<IntakeContender>> groups = new LinkedHashMap<>();
        for (LineCutting.Text text : LineCutting.Text.values()) {
            groups.put("lines of bytes, " + text.shown(), LineCutting.all(text));
        }
        List<IntakeContender> records = new ArrayList<>(HandOvers.all());
        records.addAll(Receiving.all(scratch));
        groups.put("records handed over", records);
        groups.put("lines from a socket", SocketLines.all());
        groups.put("lines of files", FileLines.all(scratch));
        return groups;
    }

    private void measure(String group, List<IntakeContender> contenders) throws Exception {
        Map<IntakeContender, List<Taken>> measured = new LinkedHashMap<>();
        for (IntakeContender contender : contenders) {
            Taken ignored = contender.run(seconds);
        }
        for (int round = 0; round < rounds; round++) {
            for (IntakeContender contender : contenders) {
                measured.computeIfAbsent(contender, unused -> new ArrayList<>()).add(contender.run(seconds));
            }
        }
        System.out.printf("%n%s%n", group);
        double base = cpu(measured.get(contenders.get(0)));
        measured.forEach((contender, runs) -> System.out.printf(
                "%-34s %-30s million/s, %5.0f MB/s, CPU %7.1f ns a record, %.2f of the first%n",
                contender.name(),
                Spread.of(runs.stream().map(Taken::millionsPerSecond).toList()).show("%8.2f"),
                Spread.of(runs.stream().map(Taken::megabytesPerSecond).toList()).median(),
                cpu(runs),
                cpu(runs) / base));
    }

    private static double cpu(List<Taken> runs) {
        return Spread.of(runs.stream().map(Taken::cpuNanos).toList()).median();
    }
}
