package dev.sluice.examples.demo;

import java.nio.charset.StandardCharsets;

/** The readings of a field as lines of text, in the order of time, so many a second. For one thread. */
final class TagLines {
    private final TagField field;
    private final double rate;
    private final StringBuilder text = new StringBuilder();
    private long next;

    /** Lines at a rate of readings a second, all sensors of all tags in turn. */
    TagLines(TagField field, double rate) {
        this.field = field;
        this.rate = rate;
    }

    /** The name of a tag that is counted from 0. */
    static String name(int tag) {
        return tag < 9 ? "tag-0" + (tag + 1) : "tag-" + (tag + 1);
    }

    /** The next lines, up to this time in seconds from the start, and so many at most; none if all were given. */
    byte[] until(double time, int linesMax) {
        text.setLength(0);
        for (long end = Math.min((long) (time * rate), next + linesMax); next < end; next++) {
            append(next);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void append(long number) {
        int sensors = Sensor.all().size();
        int tag = (int) (number / sensors % field.tags());
        Sensor sensor = Sensor.all().get((int) (number % sensors));
        double time = number / rate;
        if (!field.isSilent(tag, time)) {
            text.append(name(tag)).append(' ').append(sensor.code()).append(' ');
            appendHundredths(Math.round(field.value(tag, sensor, time) * 100));
            text.append('\n');
        }
    }

    private void appendHundredths(long hundredths) {
        if (hundredths < 0) {
            text.append('-');
        }
        long absolute = Math.abs(hundredths);
        text.append(absolute / 100).append('.');
        text.append((char) ('0' + absolute / 10 % 10)).append((char) ('0' + absolute % 10));
    }
}
