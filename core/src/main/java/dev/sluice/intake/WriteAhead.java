package dev.sluice.intake;

import dev.sluice.plan.Split;
import dev.sluice.source.RecordLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes stored blocks to the log, each as a whole or not at all. What cannot be given up at the moment is given up later;
 * should the process end before that, it arrives although it was refused. Thread-safe.
 */
final class WriteAhead {
    private static final Logger LOG = LoggerFactory.getLogger(WriteAhead.class);

    private final String name;
    private final RecordLog log;
    private final Queue<RecordLog.Block> refused = new ConcurrentLinkedQueue<>();

    WriteAhead(String name, RecordLog log) {
        this.name = name;
        this.log = log;
    }

    /** Returns once all records are durable: the log is waited for once, at the last of them. */
    WrittenBlock write(List<?> records) {
        giveUpRefused();
        List<RecordLog.Block> written = new ArrayList<>();
        try {
            Stretches<Object> stretches = new Stretches<>(records.iterator());
            while (stretches.hasNext()) {
                List<Object> stretch = stretches.next();
                written.add(stretches.hasNext() ? log.writeSoon(stretch) : log.write(stretch));
            }
            return new WrittenBlock(written);
        } catch (RuntimeException | Error e) {
            giveUp(new WrittenBlock(written));
            throw e;
        }
    }

    /** The same for blocks whose records were encoded elsewhere; all of them or none. */
    List<WrittenBlock> writeEncoded(List<List<RecordLog.Encoded>> blocks) {
        giveUpRefused();
        int left = blocks.stream().mapToInt(List::size).sum();
        List<WrittenBlock> written = new ArrayList<>();
        for (List<RecordLog.Encoded> block : blocks) {
            List<RecordLog.Block> parts = new ArrayList<>();
            written.add(new WrittenBlock(parts));
            for (RecordLog.Encoded part : block) {
                left--;
                parts.add(writeOrGiveUp(part, left == 0, written));
            }
        }
        return written;
    }

    private RecordLog.Block writeOrGiveUp(RecordLog.Encoded part, boolean atOnce, List<WrittenBlock> written) {
        try {
            return log.writeEncoded(part, atOnce);
        } catch (RuntimeException | Error e) {
            written.forEach(this::giveUp);
            throw e;
        }
    }

    /** Reads what was written. */
    <T> Split<T> read(WrittenBlock block, long records) {
        return JoinedSplit.of(
                block.ranges(0, records).stream().<Split<T>>map(log::read).toList());
    }

    /** No batch will read the block. */
    void giveUp(WrittenBlock block) {
        refused.addAll(block.blocks());
        giveUpRefused();
    }

    /** Gives up what could not be given up before. */
    void giveUpRefused() {
        for (RecordLog.Block next = refused.poll(); next != null; next = refused.poll()) {
            try {
                log.giveUp(next);
            } catch (RuntimeException e) {
                refused.add(next);
                LOG.warn("{}: {} was refused but cannot be taken out of the log now; tried again later", name, next, e);
                return;
            }
        }
    }
}
