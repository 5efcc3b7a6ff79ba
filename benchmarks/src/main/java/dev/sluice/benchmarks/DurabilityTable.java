package dev.sluice.benchmarks;

import dev.sluice.storage.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The levels beside each other. A ratio is that of two runs of one round, and then the median over the rounds.
 *
 * @param fast as fast as they could
 * @param steady at a rate of so many lines a second
 */
record DurabilityTable(
        Map<Durability, List<WordCount.Measured>> fast, Map<Durability, List<WordCount.Measured>> steady, long rate) {
    void print() {
        System.out.printf(
                "%-8s %-32s %-24s %-24s %9s %8s%n",
                "as fast", "lines/s", "throughput of NONE's", "CPU of NONE's", "bytes/line", "syncs");
        fast.forEach((level, runs) -> System.out.printf(
                "%-8s %-32s %-24s %-24s %9.1f %8.0f%n",
                level,
                spread(runs, WordCount.Measured::linesPerSecond).show("%,9.0f"),
                ratio(fast, level, WordCount.Measured::linesPerSecond).show("%.3f"),
                ratio(fast, level, WordCount.Measured::cpuPerMillion).show("%.3f"),
                spread(runs, WordCount.Measured::bytesPerLine).median(),
                spread(runs, run -> run.written().syncs()).median()));
        System.out.printf(
                "%-8s %-28s %-28s %-24s %12s%n", "steady", "p50 ms", "p99 ms", "CPU of NONE's", "sync ms each");
        steady.forEach((level, runs) -> System.out.printf(
                "%-8s %-28s %-28s %-24s %12.2f%n",
                level,
                spread(runs, run -> Spread.percentile(run.delays(), 0.5)).show("%6.2f"),
                spread(runs, run -> Spread.percentile(run.delays(), 0.99)).show("%6.2f"),
                ratio(steady, level, WordCount.Measured::cpuPerMillion).show("%.3f"),
                spread(runs, DurabilityTable::syncMillis).median()));
        System.out.printf("steady is %,d lines/s; the answer of every run was checked%n", rate);
    }

    private static double syncMillis(WordCount.Measured run) {
        return run.written().syncNanos() / 1e6 / Math.max(1, run.written().syncs());
    }

    private static Spread spread(List<WordCount.Measured> runs, ToDoubleFunction<WordCount.Measured> value) {
        return Spread.of(runs.stream().map(value::applyAsDouble).toList());
    }

    private static Spread ratio(
            Map<Durability, List<WordCount.Measured>> all,
            Durability level,
            ToDoubleFunction<WordCount.Measured> value) {
        List<Double> ratios = new ArrayList<>();
        List<WordCount.Measured> base = all.getOrDefault(Durability.NONE, List.of());
        List<WordCount.Measured> runs = all.getOrDefault(level, List.of());
        for (int round = 0; round < runs.size(); round++) {
            ratios.add(value.applyAsDouble(runs.get(round)) / value.applyAsDouble(base.get(round)));
        }
        return Spread.of(ratios);
    }
}
