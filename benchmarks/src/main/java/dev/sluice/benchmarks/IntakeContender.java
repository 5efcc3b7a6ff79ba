package dev.sluice.benchmarks;

/** A way to take records in. */
interface IntakeContender {
    String name();

    /** Takes in as much as it can for about so long; fails unless all of it arrived. */
    Taken run(double seconds) throws Exception;

    /**
     * What was taken in.
     *
     * @param bytes of text; 0 where there is none
     * @param seconds by the clock
     * @param cpuSeconds of all threads, the collector's too
     */
    record Taken(long records, long bytes, double seconds, double cpuSeconds) {
        double millionsPerSecond() {
            return records / seconds / 1e6;
        }

        double megabytesPerSecond() {
            return bytes / seconds / 1e6;
        }

        double cpuNanos() {
            return cpuSeconds * 1e9 / records;
        }
    }

    /** A moment to measure from. */
    record Mark(long nanos, double cpu) {
        static Mark now() {
            return new Mark(System.nanoTime(), Machine.cpuSeconds());
        }

        double seconds() {
            return (System.nanoTime() - nanos) / 1e9;
        }

        Taken taken(long records, long bytes) {
            return new Taken(records, bytes, seconds(), Machine.cpuSeconds() - cpu);
        }
    }

    /** Fails unless a number is the right one. */
    static void require(String what, long answer, long expected) {
        if (answer != expected) {
            throw new IllegalStateException(what + ": wrong answer " + answer + " instead of " + expected);
        }
    }
}
