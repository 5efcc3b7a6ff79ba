package dev.sluice.benchmarks.contender;

/** A batch in two halves with a barrier behind each: a thread reads its share, then works on the keys that it owns. */
interface HandStep {
    /** The most records of each source in a batch. */
    long most();

    /** Reads the records of the thread's share from one position to another. */
    void read(int thread, long from, long to);

    /** Works on what all threads have read for this one. */
    void merge(int thread);
}
