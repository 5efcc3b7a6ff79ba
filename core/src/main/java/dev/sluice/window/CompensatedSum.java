package dev.sluice.window;

import java.io.Serializable;

/**
 * A sum of doubles with the rounding errors gathered beside it (Neumaier's summation): the error of the total does not
 * grow with the number of terms.
 */
record CompensatedSum(double sum, double error) implements Serializable {
    static final CompensatedSum ZERO = new CompensatedSum(0, 0);

    CompensatedSum plus(double value) {
        double next = sum + value;
        return new CompensatedSum(next, error + lost(sum, value, next));
    }

    /** What rounding took when a value was added to a sum and gave the next one. */
    static double lost(double sum, double value, double next) {
        return Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    }

    CompensatedSum plus(CompensatedSum other) {
        CompensatedSum both = plus(other.sum);
        return new CompensatedSum(both.sum, both.error + other.error);
    }

    /** As plain addition where the sum is infinite or not a number. */
    double total() {
        return Double.isFinite(sum) ? sum + error : sum;
    }
}
