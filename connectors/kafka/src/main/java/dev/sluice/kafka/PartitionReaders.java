package dev.sluice.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readers of this process that are not reading: what comes next of a partition goes on where the last range ended. */
final class PartitionReaders {
    private static final int IDLE_MAX = 256;
    private static final Deque<Idle> IDLE = new ArrayDeque<>();

    private PartitionReaders() {}

    private record Idle(String source, KafkaPartition partition, PartitionReader reader) {
        boolean reads(String wanted, KafkaPartition of) {
            return partition.equals(of) && source.equals(wanted);
        }
    }

    /** What is done with a reader. */
    interface Reading {
        void with(PartitionReader reader) throws Exception;
    }

    /** Reads with a reader that nobody else uses meanwhile, best with one that goes on at this offset. */
    static void read(KafkaOptions options, KafkaPartition partition, long from, Reading reading) throws Exception {
        PartitionReader idle = take(options.id, partition, from);
        PartitionReader reader = idle == null ? new PartitionReader(options, partition) : idle;
        boolean sound = false;
        try {
            reading.with(reader);
            sound = true;
        } finally {
            if (sound) {
                giveBack(new Idle(options.id, partition, reader));
            } else {
                reader.close();
            }
        }
    }

    private static @Nullable PartitionReader take(String source, KafkaPartition partition, long from) {
        synchronized (IDLE) {
            Idle found = null;
            for (Idle each : IDLE) {
                if (each.reads(source, partition) && (found == null || each.reader.next() == from)) {
                    found = each;
                }
            }
            if (found == null) {
                return null;
            }
            IDLE.remove(found);
            return found.reader;
        }
    }

    private static void giveBack(Idle idle) {
        Idle oldest = null;
        synchronized (IDLE) {
            IDLE.addLast(idle);
            if (IDLE.size() > IDLE_MAX) {
                oldest = IDLE.pollFirst();
            }
        }
        if (oldest != null) {
            oldest.reader.close();
        }
    }

    /** Closes those of a source. */
    static void forget(String source) {
        List<Idle> forgotten = new ArrayList<>();
        synchronized (IDLE) {
            Iterator<Idle> each = IDLE.iterator();
            while (each.hasNext()) {
                Idle idle = each.next();
                if (idle.source.equals(source)) {
                    forgotten.add(idle);
                    each.remove();
                }
            }
        }
        forgotten.forEach(idle -> idle.reader.close());
    }
}
