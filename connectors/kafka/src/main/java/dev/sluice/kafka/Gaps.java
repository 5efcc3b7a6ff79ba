package dev.sluice.kafka;

import dev.sluice.error.SourceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offsets that were to be read and are not there any more. */
final class Gaps {
    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    private Gaps() {}

    /**
     * Says so, and returns if the program chose to go on.
     *
     * @param wanted the first offset that was to be read
     * @param there the first that can be
     */
    static void met(KafkaOptions options, KafkaPartition partition, long wanted, long there) {
        String gap = options.name() + ": " + partition + " begins at offset " + there + " now, and " + wanted
                + " was to be read next: the " + (there - wanted) + " offsets [" + wanted + ", " + there
                + ") are gone, removed by retention or by hand";
        if (options.gap == KafkaGap.FAIL) {
            throw new SourceException(gap + ". The stream stands where it was; choose onGap(KafkaGap.SKIP) to go on"
                    + " without them, or start anew in another directory");
        }
        LOG.warn("{}; they are skipped", gap);
    }
}
