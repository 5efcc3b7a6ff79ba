package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import java.time.Duration;
import java.util.List;
import java.util.Queue;

/** The built-in sources. */
public final class Sources {
    private Sources() {}

    /** One element of a queue in each batch; what is added later is seen too. */
    public static <T> StreamSource<T> queue(Queue<List<T>> queue) {
        return new StreamSource.Custom<>("queue", "at most once: the queue keeps nothing", context -> new Input<>() {
            @Override
            public void start() {}

            @Override
            public InputPlan<T> plan(Batch batch, long recordsMax) {
                List<T> records = queue.poll();
                List<T> taken = records == null ? List.of() : List.copyOf(records);
                return new InputPlan<>(List.of(Split.of(taken)), taken.size(), taken.size() + " records");
            }

            @Override
            public void forget(Batch batch) {}

            @Override
            public boolean stop(Duration timeout) {
                return true;
            }

            @Override
            public long waiting() {
                return 0;
            }
        });
    }
}
