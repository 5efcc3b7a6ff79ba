package dev.sluice.engine.spark;

import dev.sluice.data.KeyValue;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Placement;
import dev.sluice.plan.TaskContext;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Deals the records of a source partition to the partitions that their keys belong in.
 *
 * @param strict whether the first record is read back, and compared
 */
record DealWork(Placement placement, @Nullable Combiner<?, ?> combiner, boolean strict)
        implements Work<Tuple2<Integer, Chunk>> {
    @Override
    public Iterator<Tuple2<Integer, Chunk>> over(Evaluation evaluation, int partition) throws Exception {
        Outbox outbox = new Outbox(partition, placement.targets(), evaluation.engine(), combiner, placement.origin());
        TaskContext task = evaluation.task(partition);
        evaluation.pushRoot(0, task, new Dealing(placement, task, outbox, strict ? evaluation.engine() : null));
        return outbox.sent().iterator();
    }

    private static final class Dealing implements Emitter<KeyValue<Object, Object>> {
        private final Placement placement;
        private final TaskContext task;
        private final Outbox outbox;
        private @Nullable String unchecked;

        Dealing(Placement placement, TaskContext task, Outbox outbox, @Nullable String unchecked) {
            this.placement = placement;
            this.task = task;
            this.outbox = outbox;
            this.unchecked = unchecked;
        }

        @Override
        public void emit(KeyValue<Object, Object> record) throws Exception {
            if (unchecked != null) {
                Sample.check(unchecked, record, placement.origin());
                unchecked = null;
            }
            int hash;
            int target;
            try {
                hash = Placement.hash(record, placement.origin());
                target = placement.target(record.key(), hash);
            } catch (SluiceException refused) {
                task.failed(placement.origin(), record, refused);
                return;
            }
            outbox.add(target, record, hash);
        }
    }
}
