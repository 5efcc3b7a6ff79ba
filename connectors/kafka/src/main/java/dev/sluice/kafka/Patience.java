package dev.sluice.kafka;

import dev.sluice.error.SourceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a batch waits for records that it is to read while no broker gives them. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final int POLLS_MAX = 600;
    private static final int POLLS_WARNED = 50;

    private final KafkaOptions options;
    private final KafkaPartition partition;
    private int inVain;

    Patience(KafkaOptions options, KafkaPartition partition) {
        this.options = options;
        this.partition = partition;
    }

    /** Once more was asked for the records from an offset up to another. */
    void fetched(long next, long to, boolean further) {
        inVain = further ? 0 : inVain + 1;
        if (inVain > 0 && inVain % POLLS_WARNED == 0) {
            LOG.warn(
                    "{}: waiting for offsets [{}, {}) of {}; no broker gives them",
                    options.name(),
                    next,
                    to,
                    partition);
        }
        if (inVain == POLLS_MAX) {
            throw new SourceException(
                    options.name() + ": no broker gave offsets [" + next + ", " + to + ") of " + partition
                            + " within two minutes. The batch is not done, and reads the same when it is run again");
        }
    }
}
