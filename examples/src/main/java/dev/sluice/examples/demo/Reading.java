package dev.sluice.examples.demo;

import java.io.Serializable;

/** What a sensor of a tag measured. */
record Reading(String tag, Sensor sensor, double value) implements Serializable {
    /** Reads a line, for example {@code tag-07 humidity 54.21}. */
    static Reading of(String line) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 1 || second < 0) {
            throw new IllegalArgumentException("a line must be 'tag sensor value', but was '" + line + "'");
        }
        return new Reading(
                line.substring(0, first),
                Sensor.of(line.substring(first + 1, second)),
                Double.parseDouble(line.substring(second + 1)));
    }
}
