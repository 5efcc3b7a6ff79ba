package dev.sluice.engine.spark;

import dev.sluice.error.CodecException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import org.jspecify.annotations.Nullable;

/** Leaves out the records of one task whose function threw, and writes them down. */
final class Found {
    private final FaultLog log;
    private final String engine;
    private final int stage;
    private final int task;
    private int count;

    Found(FaultLog log, String engine, int stage, int task) {
        this.log = log;
        this.engine = engine;
        this.stage = stage;
        this.task = task;
    }

    /** The handler for one partition of the nodes that the task evaluates. */
    FaultHandler handler(int partition) {
        return (origin, record, cause) -> add(partition, origin, record, cause);
    }

    private synchronized void add(int partition, Origin origin, @Nullable Object record, Throwable cause) {
        UserCode.rethrowIfFatal(cause);
        Fault.Place place = new Fault.Place(stage, task, count++);
        log.add(new Fault(place, partition, origin, carried(record), Portable.of(cause)));
    }

    /** The record, or the text of one that cannot be written. */
    private Carried<Object> carried(@Nullable Object record) {
        try {
            return Carried.packed(engine, record);
        } catch (CodecException cannot) {
            return Carried.packed(engine, String.valueOf(record));
        }
    }
}
