package dev.sluice.engine.local;

import dev.sluice.function.Function;
import dev.sluice.plan.Origin;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Pulls the records that a flatMap makes, however many, one at a time. */
final class FlatMapIterator<I, O> implements Iterator<O> {
    private final Iterator<I> records;
    private final Function<I, ? extends Iterable<? extends O>> function;
    private final TaskContext task;
    private final Origin origin;
    private @Nullable I record;
    private Iterator<? extends O> results = Collections.emptyIterator();
    private @Nullable O next;
    private boolean ready;

    FlatMapIterator(
            Iterator<I> records,
            Function<I, ? extends Iterable<? extends O>> function,
            TaskContext task,
            Origin origin) {
        this.records = records;
        this.function = function;
        this.task = task;
        this.origin = origin;
    }

    @Override
    public boolean hasNext() {
        while (!ready && (tryResult() || records.hasNext())) {
            if (!ready) {
                open(records.next());
            }
        }
        return ready;
    }

    @Override
    @SuppressWarnings("NullAway") // a result is null only where O allows it
    public O next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        O result = next;
        next = null;
        ready = false;
        return result;
    }

    /** Takes the next result of the record at hand, if it has one. */
    private boolean tryResult() {
        try {
            if (results.hasNext()) {
                next = results.next();
                ready = true;
            }
        } catch (Throwable thrown) {
            leaveOut(thrown);
        }
        return ready;
    }

    private void open(I opened) {
        record = opened;
        try {
            results = function.apply(opened).iterator();
        } catch (Throwable thrown) {
            leaveOut(thrown);
        }
    }

    private void leaveOut(Throwable thrown) {
        results = Collections.emptyIterator();
        try {
            task.failed(origin, record, thrown);
        } catch (Throwable fatal) {
            throw UserCode.failure(origin, fatal);
        }
    }
}
