package dev.sluice.examples.demo;

import dev.sluice.data.StableHash;

/**
 * A field of sensor tags as a function of time: values drift up and down, now and then a tag overheats or falls silent
 * for some seconds. The same field always does the same.
 *
 * @param tags how many tags there are
 */
record TagField(int tags) {
    private static final double HEAT_EVERY = 6;
    private static final double HEAT_LASTS = 8;
    private static final double HEAT_RISE = 20;
    private static final double SILENCE_EVERY = 12;
    private static final double SILENCE_BEGINS = 4;
    private static final double SILENCE_LASTS = 6;

    /** The number of sensors. */
    int sensors() {
        return tags * Sensor.all().size();
    }

    /** Whether a tag says nothing at this time, in seconds from the start. */
    boolean isSilent(int tag, double time) {
        long episode = (long) Math.floor((time - SILENCE_BEGINS) / SILENCE_EVERY);
        double since = time - SILENCE_BEGINS - episode * SILENCE_EVERY;
        return tags > 1 && episode >= 0 && since < SILENCE_LASTS && tag == chosen(episode, 1);
    }

    /** What a sensor of a tag measures at this time, in seconds from the start. */
    double value(int tag, Sensor sensor, double time) {
        double place = unit(tag, StableHash.of(sensor));
        double drift = Math.sin(time / (5 + 10 * place) + 2 * Math.PI * place);
        double noise = unit(Double.hashCode(time), tag) - 0.5;
        double value = sensor.middle() + sensor.swing() * (place - 0.5 + 0.4 * drift + 0.1 * noise);
        return sensor == Sensor.OBJECT_TEMPERATURE ? value + heat(tag, time) : value;
    }

    private double heat(int tag, double time) {
        double heat = 0;
        long last = (long) Math.floor(time / HEAT_EVERY);
        for (long episode = Math.max(0, last - 1); episode <= last; episode++) {
            double since = time - episode * HEAT_EVERY;
            if (tag == chosen(episode, 0) && since < HEAT_LASTS) {
                heat += HEAT_RISE * Math.sin(Math.PI * since / HEAT_LASTS);
            }
        }
        return heat;
    }

    /** Which tag something happens to. */
    private int chosen(long episode, int what) {
        return (int) (unit(episode, -1 - what) * tags);
    }

    /** A number from 0 to 1 that two others choose. */
    private static double unit(long a, long b) {
        return (StableHash.of(a * 1_000_003 + b) >>> 8) / (double) (1 << 24);
    }
}
