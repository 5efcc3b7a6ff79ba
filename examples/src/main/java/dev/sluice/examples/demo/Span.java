package dev.sluice.examples.demo;

import java.io.Serializable;

/**
 * The average and the extremes of some sensors in a window, and which tags the extremes are from.
 *
 * @param sensors how many sensors there are
 * @param sum the sum of their averages
 */
record Span(long sensors, double sum, double least, String leastTag, double most, String mostTag)
        implements Serializable {
    /** The span of one sensor. */
    static Span of(String tag, double average, double least, double most) {
        return new Span(1, average, least, tag, most, tag);
    }

    /** The average of the sensors' averages. */
    double average() {
        return sum / sensors;
    }

    /** The span of these sensors and others. */
    Span and(Span other) {
        boolean least = this.least <= other.least;
        boolean most = this.most >= other.most;
        return new Span(
                sensors + other.sensors,
                sum + other.sum,
                least ? this.least : other.least,
                least ? leastTag : other.leastTag,
                most ? this.most : other.most,
                most ? mostTag : other.mostTag);
    }
}
