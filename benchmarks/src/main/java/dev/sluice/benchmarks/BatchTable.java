package dev.sluice.benchmarks;

import dev.sluice.peers.batch.BatchOutcome;
import dev.sluice.peers.batch.BatchProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long the batches of one program took. A ratio is that of the medians of one round, and the median over rounds. */
record BatchTable(Map<SparkContender, List<BatchOutcome>> runs) {
    static final String HEADER = String.format(
            "%-12s %-28s %8s   %-28s %8s   %s",
            "program", "Sluice: median ms", "p99", "Spark Streaming: median ms", "p99", "times as long");

    private static final double LATE = 0.99;

    String line(BatchProgram program) {
        return String.format(
                "%-12s %-28s %8.1f   %-28s %8.1f   %s",
                program,
                at(SparkContender.SLUICE, 0.5).show("%.1f"),
                at(SparkContender.SLUICE, LATE).median(),
                at(SparkContender.SPARK_STREAMING, 0.5).show("%.1f"),
                at(SparkContender.SPARK_STREAMING, LATE).median(),
                ratios().show("%.1f"));
    }

    private Spread at(SparkContender contender, double share) {
        return Spread.of(runs.getOrDefault(contender, List.of()).stream()
                .map(outcome -> Spread.percentile(outcome.millis(), share))
                .toList());
    }

    private Spread ratios() {
        List<BatchOutcome> ours = runs.getOrDefault(SparkContender.SLUICE, List.of());
        List<BatchOutcome> theirs = runs.getOrDefault(SparkContender.SPARK_STREAMING, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(Spread.percentile(theirs.get(round).millis(), 0.5)
                    / Spread.percentile(ours.get(round).millis(), 0.5));
        }
        return Spread.of(ratios);
    }
}
