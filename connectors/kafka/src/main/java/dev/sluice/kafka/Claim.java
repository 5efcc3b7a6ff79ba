package dev.sluice.kafka;

import dev.sluice.error.FencedException;
import dev.sluice.sink.OutputKey;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * That a run writes an output. Kept like a {@link Mark}, by a producer of its own id. A run that claims an output first
 * breaks off what producers of earlier runs have begun; one of them that comes later finds the newer epoch and gives up.
 *
 * @param epoch of the run
 * @param partitions the most that any run writes of a batch, so that all ids of its producers are known
 */
record Claim(long epoch, int partitions, long sinceNanos) {
    /** Brokers forget offsets that are not committed again for days. */
    private static final long NANOS_MAX = Duration.ofDays(1).toNanos();

    /** Makes sure that a run may write so many partitions of a batch. On the thread of the batch. */
    static void ensure(SinkOptions options, OutputKey key, int partitions) {
        OutputNames names = OutputNames.of(key, options.id());
        SinkClients clients = SinkClients.of(options);
        Claim held = clients.claim(names, key.epoch());
        if (held == null || held.partitions < partitions || held.isOld()) {
            Claim claim = make(options, clients.marks(), key, names, partitions);
            if (held == null) {
                // What other producers have begun is broken off before this run's write.
                clients.marks().fence(names.partitions(claim.partitions));
            }
            clients.claimed(names, claim);
        }
    }

    private static Claim make(SinkOptions options, Marks marks, OutputKey key, OutputNames names, int partitions) {
        marks.requireTopic();
        SinkProducer head = SinkProducer.transactional(options, names.head());
        try {
            OffsetAndMetadata kept = marks.read(List.of(names.head())).get(names.head());
            Claim seen = kept == null ? new Claim(0, 0, 0) : of(kept);
            seen.require(options, key);
            int most = Math.max(seen.partitions, roundedUp(partitions));
            Claim claim = new Claim(key.epoch(), most, System.nanoTime());
            head.begin();
            head.commit(claim.offset());
            return claim;
        } finally {
            head.close();
        }
    }

    /** Throws if a run has been overtaken. */
    static void require(@Nullable OffsetAndMetadata kept, SinkOptions options, OutputKey key) {
        if (kept != null) {
            of(kept).require(options, key);
        }
    }

    private void require(SinkOptions options, OutputKey key) {
        if (epoch > key.epoch()) {
            throw new FencedException(options.name() + ": run " + epoch + " of " + key.job()
                    + " has taken over this output from run " + key.epoch() + ", which writes no more");
        }
    }

    private boolean isOld() {
        return System.nanoTime() - sinceNanos > NANOS_MAX;
    }

    /** Few claims, where the numbers of partitions differ. */
    private static int roundedUp(int partitions) {
        return partitions <= 1 ? partitions : Integer.highestOneBit(partitions - 1) << 1;
    }

    private static Claim of(OffsetAndMetadata kept) {
        return new Claim(kept.offset(), Integer.parseInt(kept.metadata()), System.nanoTime());
    }

    private OffsetAndMetadata offset() {
        return new OffsetAndMetadata(epoch, Integer.toString(partitions));
    }
}
