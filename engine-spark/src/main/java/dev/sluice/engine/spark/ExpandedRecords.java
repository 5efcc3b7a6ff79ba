package dev.sluice.engine.spark;

import dev.sluice.function.Function;
import dev.sluice.plan.FlatMapStep;
import dev.sluice.plan.Origin;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Pulls the records that a flatMap makes, however many, one at a time. */
final class ExpandedRecords implements Iterator<Object> {
    private final Iterator<Object> records;
    private final Function<Object, ? extends Iterable<?>> function;
    private final TaskContext task;
    private final Origin origin;
    private @Nullable Object record;
    private Iterator<?> results = Collections.emptyIterator();
    private @Nullable Object next;
    private boolean ready;

    @SuppressWarnings("unchecked") // a step takes what the one before it emits
    ExpandedRecords(Iterator<Object> records, FlatMapStep<?, ?> step, TaskContext task, Origin origin) {
        this.records = records;
        this.function = ((FlatMapStep<Object, Object>) step).function();
        this.task = task;
        this.origin = origin;
    }

    @Override
    public boolean hasNext() {
        while (!ready && (takeResult() || records.hasNext())) {
            if (!ready) {
                Object opened = records.next();
                record = opened;
                tried(() -> results = function.apply(opened).iterator());
            }
        }
        return ready;
    }

    @Override
    @SuppressWarnings("NullAway") // a result is null only where the program made it so
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = false;
        return next;
    }

    /** Takes the next result of the record at hand, if it has one. */
    private boolean takeResult() {
        tried(() -> {
            if (results.hasNext()) {
                next = results.next();
                ready = true;
            }
        });
        return ready;
    }

    /** Something of the program's. */
    private interface Attempt {
        void run() throws Exception;
    }

    private void tried(Attempt attempt) {
        try {
            attempt.run();
        } catch (Throwable thrown) {
            results = Collections.emptyIterator();
            try {
                task.failed(origin, record, thrown);
            } catch (Throwable fatal) {
                throw UserCode.failure(origin, fatal);
            }
        }
    }
}
