package dev.sluice.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/** The middle and the ends of some measurements of the same thing. */
record Spread(double median, double min, double max) {
    static Spread of(Collection<Double> measured) {
        double[] sorted = sorted(measured);
        return new Spread(percentile(sorted, 0.5), sorted[0], sorted[sorted.length - 1]);
    }

    /** What this share of the measurements does not exceed; 0 where there are none. */
    static double percentile(Collection<Double> measured, double share) {
        return measured.isEmpty() ? 0 : percentile(sorted(measured), share);
    }

    private static double[] sorted(Collection<Double> measured) {
        double[] sorted = measured.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Median and ends, all in this format. */
    String show(String format) {
        return String.format(format, median) + " (" + String.format(format, min).strip() + "–"
                + String.format(format, max).strip() + ")";
    }
}
