package dev.sluice.engine.spark;

import dev.sluice.plan.FaultHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * The faults that the tasks of a group met. A task cannot ask the driver what is to become of a record, so it leaves the
 * record out and says so; the group's handler is told after the job, and may then still fail it. Tasks that run again meet
 * the same faults at the same places, which count once. Thread-safe.
 */
final class FaultLog extends AccumulatorV2<Fault, List<Fault>> {
    private static final long serialVersionUID = 1L;

    private final ConcurrentSkipListMap<Fault.Place, Fault> found = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Fault.Place, Boolean> told = new ConcurrentSkipListMap<>();

    /** Whose faults are counted together. */
    private record Task(int stage, int task, int partition) {
        static Task of(Fault fault) {
            return new Task(fault.place().stage(), fault.place().task(), fault.partition());
        }
    }

    @Override
    public boolean isZero() {
        return found.isEmpty();
    }

    @Override
    public FaultLog copy() {
        FaultLog copy = new FaultLog();
        copy.found.putAll(found);
        return copy;
    }

    @Override
    public void reset() {
        found.clear();
    }

    @Override
    public void add(Fault fault) {
        found.putIfAbsent(fault.place(), fault);
    }

    @Override
    public void merge(AccumulatorV2<Fault, List<Fault>> other) {
        other.value().forEach(this::add);
    }

    @Override
    public List<Fault> value() {
        return new ArrayList<>(found.values());
    }

    /** Tells the handler what it was not told yet, in the order of stages and partitions. */
    synchronized void tell(FaultHandler handler) throws Exception {
        Map<Task, FaultHandler> ofTasks = new HashMap<>();
        for (Fault fault : value()) {
            if (told.putIfAbsent(fault.place(), true) == null) {
                ofTasks.computeIfAbsent(Task.of(fault), task -> handler.ofTask(task.partition))
                        .failed(fault.origin(), fault.record().get(), fault.cause());
            }
        }
    }
}
