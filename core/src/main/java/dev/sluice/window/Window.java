package dev.sluice.window;

import dev.sluice.error.InvalidProgramException;
import java.io.Serializable;
import java.time.Duration;

/** Which records of a stream are aggregated together. */
public sealed interface Window extends Serializable {
    /**
     * By stream time: at every slide, the batches in (t - length, t]. The slide may exceed the length.
     *
     * @param length a multiple of the stream's slide
     * @param slide a multiple of the stream's slide
     */
    record Sliding(Duration length, Duration slide) implements Window {}

    /**
     * By number: after every {@code every} records, the last {@code length} of them, or as many as there were.
     *
     * @param length the number of records in a window, at least 1
     * @param every how many records lie between windows, at least 1
     */
    record Counted(long length, long every) implements Window {
        /** A window of positive numbers. */
        public Counted {
            if (length < 1 || every < 1) {
                throw new InvalidProgramException("a count window needs at least 1 record and a slide of at least 1, "
                        + "but was " + length + " every " + every);
            }
        }
    }

    /** The last batches, at every slide. */
    static Window sliding(Duration length, Duration slide) {
        return new Sliding(length, slide);
    }

    /** Batches that follow each other, each in one window. */
    static Window tumbling(Duration length) {
        return new Sliding(length, length);
    }

    /** The last records, after every so many. */
    static Window slidingCount(long length, long every) {
        return new Counted(length, every);
    }

    /** Records that follow each other, each in one window; what does not fill a window yet waits. */
    static Window tumblingCount(long length) {
        return new Counted(length, length);
    }
}
