package dev.sluice.source;

/** How often records of the sources that are built in arrive; the durable ones hold in runs with a directory. */
final class Guarantees {
    static final String SOCKET = "at most once: the socket cannot redeliver;"
            + " a crash loses what waits for a batch and the batches that run";
    static final String SOCKET_DURABLE =
            "at most once up to the log, exactly once after it: the socket cannot redeliver;"
                    + " a crash loses what waits for its batch to begin: one batch interval, more where batches are late";
    static final String FILES = "by position: a batch that is run again reads the same bytes of the same files;"
            + " which files were seen is known until the process ends";
    static final String FILES_DURABLE =
            "exactly once: a batch that is run again reads the same bytes of the same files;"
                    + " which files were read survives a crash";
    static final String MEMORY =
            "at most once: the records are in the memory of this process; a crash loses what is not committed";
    static final String MEMORY_DURABLE =
            "at most once up to the log, exactly once after it: the records are in the memory of this process until their"
                    + " batch begins; a crash loses what waits for that";
    static final String GENERATED = "by position: a batch that runs again makes the same records";
    static final String GENERATED_DURABLE =
            "exactly once: a batch that is run again makes the same records, and the next run goes on behind them";
    static final String RECEIVER =
            "at most once for records that are stored one by one, at least once for blocks if the"
                    + " receiver acknowledges them after store has returned";
    static final String RECEIVER_DURABLE =
            "exactly once for blocks whose store has returned; at most once up to the log, exactly once after it for records"
                    + " that are stored one by one: a crash loses those that wait for their batch to begin. What the receiver"
                    + " did not acknowledge and is sent again may arrive twice";
    static final String DIRECT = "by position: a batch that runs again reads the same range";
    static final String DIRECT_DURABLE =
            "exactly once: a batch that is run again reads the same range, the next run goes on"
                    + " behind it, and the source is told only of what no run reads again";

    private Guarantees() {}
}
