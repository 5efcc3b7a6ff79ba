package dev.sluice.benchmarks;

import dev.sluice.peers.workload.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The contenders of one workload beside each other, each with its runs in the order of the rounds. A ratio is that of
 * two runs of one round, and then the median over the rounds.
 */
record PeerTable(Map<PeerContender, List<Outcome>> runs) {
    /** How many records a second, against whom, and for what. */
    List<String> throughput() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-11s %-15s %-40s %9s %11s %9s %13s %12s %9s %9s",
                "",
                "version",
                "records/s",
                "of hand's",
                "of Sluice's",
                "CPU s",
                "CPU s/million",
                "of Sluice's",
                "peak MB",
                "live MB"));
        runs.forEach((contender, all) -> lines.add(String.format(
                "%-11s %-15s %-40s %9s %11s %9.1f %13.3f %12s %9.0f %9.0f",
                contender,
                all.get(0).version(),
                spread(all, Outcome::recordsPerSecond).show("%,13.0f"),
                ratio(contender, PeerContender.HAND, Outcome::recordsPerSecond),
                ratio(contender, PeerContender.SLUICE, Outcome::recordsPerSecond),
                spread(all, Outcome::cpuSeconds).median(),
                spread(all, Outcome::cpuPerMillion).median(),
                ratio(contender, PeerContender.SLUICE, Outcome::cpuPerMillion),
                spread(all, run -> run.peakBytes() / 1e6).median(),
                spread(all, run -> run.liveBytes() / 1e6).median())));
        return lines;
    }

    /** How far each went in the data's own time, warming up included: a window that is longer was never full. */
    String secondsOfData(int recordsOfSecond) {
        return runs.entrySet().stream()
                .map(run -> String.format(
                        "%s %,.0f",
                        run.getKey(),
                        spread(run.getValue(), outcome -> (double) outcome.end() / recordsOfSecond)
                                .median()))
                .collect(Collectors.joining(", ", "seconds of data: ", ""));
    }

    /** How late results were, in milliseconds. */
    List<String> latency() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-11s %-15s %-13s %-28s %-28s %-28s %9s %9s",
                "", "version", "records/s", "p50 ms", "p99 ms", "p99.9 ms", "CPU s", "peak MB"));
        runs.forEach((contender, all) -> lines.add(String.format(
                "%-11s %-15s %,13.0f %-28s %-28s %-28s %9.1f %9.0f",
                contender,
                all.get(0).version(),
                spread(all, Outcome::recordsPerSecond).median(),
                spread(all, Outcome::p50).show("%8.3f"),
                spread(all, Outcome::p99).show("%8.3f"),
                spread(all, Outcome::p999).show("%8.3f"),
                spread(all, Outcome::cpuSeconds).median(),
                spread(all, run -> run.peakBytes() / 1e6).median())));
        return lines;
    }

    private static Spread spread(List<Outcome> all, ToDoubleFunction<Outcome> value) {
        return Spread.of(all.stream().map(value::applyAsDouble).toList());
    }

    private String ratio(PeerContender contender, PeerContender base, ToDoubleFunction<Outcome> value) {
        List<Outcome> bases = Optional.ofNullable(runs.get(base)).orElse(List.of());
        List<Outcome> all = runs.getOrDefault(contender, List.of());
        if (bases.size() != all.size()) {
            return "-";
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < all.size(); round++) {
            ratios.add(value.applyAsDouble(all.get(round)) / value.applyAsDouble(bases.get(round)));
        }
        return String.format("%.3f", Spread.of(ratios).median());
    }
}
