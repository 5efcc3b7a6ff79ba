package dev.sluice.window;

import java.io.Serializable;

/**
 * Number, mean and sum of squared distances from the mean, kept without subtracting large squares (Welford for one more
 * value; Chan, Golub and LeVeque for a merge).
 */
record Moments(long count, double mean, double squares) implements Serializable {
    static final Moments NONE = new Moments(0, 0, 0);

    Moments plus(double value) {
        long total = count + 1;
        double distance = value - mean;
        double newMean = mean + distance / total;
        return new Moments(total, newMean, squares + distance * (value - newMean));
    }

    Moments plus(Moments other) {
        if (count == 0) {
            return other;
        }
        if (other.count == 0) {
            return this;
        }
        long total = count + other.count;
        double distance = other.mean - mean;
        double share = (double) other.count / total;
        return new Moments(
                total, mean + distance * share, squares + other.squares + distance * distance * share * count);
    }

    /** Of the values as the whole population; not a number if there are none. */
    double variance() {
        return count == 0 ? Double.NaN : squares / count;
    }
}
