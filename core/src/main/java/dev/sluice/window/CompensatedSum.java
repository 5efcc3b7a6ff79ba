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
        double lost = Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        return new CompensatedSum(next, error + lost);
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
