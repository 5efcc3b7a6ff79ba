package dev.sluice.journal;

import dev.sluice.data.Partitioner;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.journal.KeptCapture.KeptBatch;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.Operator;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.table.StateChunk;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The past data that windows need: taken hold of for snapshots, each batch once, and put back. For one thread. */
final class KeptData {
    private static final Task.Pull<Object, List<Object>> COLLECT = (task, records) -> {
        List<Object> all = new ArrayList<>();
        records.forEachRemaining(all::add);
        return all;
    };

    private final GraphRun run;
    private final Engine engine;
    private final IdentityHashMap<Operator<?>, Long> capturedUntil = new IdentityHashMap<>();

    KeptData(GraphRun run, Engine engine) {
        this.run = run;
        this.engine = engine;
    }

    /** The data up to now is in a snapshot. */
    void isStored(Operator<?> operator, long untilMicros) {
        capturedUntil.put(operator, untilMicros);
    }

    /** The data of the batches since the last capture; everything if the last one was not stored. */
    KeptCapture capture(Operator<?> operator, boolean everything) {
        long after = everything ? Long.MIN_VALUE : capturedUntil.getOrDefault(operator, Long.MIN_VALUE);
        List<KeptBatch> batches = new ArrayList<>();
        for (GraphRun.Kept kept : run.kept(operator)) {
            if (kept.timeMicros() > after) {
                batches.add(new KeptBatch(kept.timeMicros(), collect(kept.node())));
                capturedUntil.put(operator, kept.timeMicros());
            }
        }
        return new KeptCapture(batches);
    }

    @SuppressWarnings("unchecked") // the task takes records of any type
    private List<List<Object>> collect(PlanNode<?> node) {
        List<Integer> all = IntStream.range(0, node.partitions()).boxed().toList();
        try (JobGroup group = engine.open(new GroupOptions("snapshot", FaultHandler.FAIL))) {
            return group.run((PlanNode<Object>) node, all, COLLECT);
        }
    }

    /** Puts back what was captured, chunk by chunk. */
    static final class Restoring {
        private final Operator<?> operator;
        private final GraphRun run;
        private final List<List<Object>> partitions = new ArrayList<>();
        private @Nullable Long timeMicros;

        Restoring(Operator<?> operator, GraphRun run) {
            this.operator = operator;
            this.run = run;
        }

        void restore(StateChunk chunk) {
            if (chunk.kind() == KeptCapture.BATCH) {
                end();
                timeMicros = KeptCapture.timeMicros(chunk);
                long count = (Long) chunk.columns().get(1).get(0);
                for (long i = 0; i < count; i++) {
                    partitions.add(new ArrayList<>());
                }
                return;
            }
            for (int row = 0; row < chunk.rows(); row++) {
                int partition = Math.toIntExact((Long) chunk.columns().get(0).get(row));
                partitions.get(partition).add(chunk.columns().get(1).get(row));
            }
        }

        /** The batch that began last is complete. */
        void end() {
            if (timeMicros != null) {
                List<Split<Object>> splits = partitions.stream()
                        .map(records -> Split.of(List.copyOf(records)))
                        .toList();
                Partitioner notKnown = null;
                run.restoreKept(operator, timeMicros, new Source<>(splits, notKnown, operator.origin()));
            }
            timeMicros = null;
            partitions.clear();
        }
    }
}
