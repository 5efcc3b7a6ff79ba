package dev.sluice.rdd;

import dev.sluice.engine.Task;
import dev.sluice.function.Consumer;
import dev.sluice.plan.Ordering;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What actions do with each partition. */
final class Tasks {
    private Tasks() {}

    /** The records. */
    static <T> Task<T, List<T>> collect() {
        return (Task.Push<T, List<T>>) task -> new Task.Run<>() {
            private final List<T> records = new ArrayList<>();

            @Override
            public void emit(T record) {
                records.add(record);
            }

            @Override
            public List<T> result() {
                return records;
            }
        };
    }

    /** The number of records. */
    static <T> Task<T, Long> count() {
        return (Task.Push<T, Long>) task -> new Task.Run<>() {
            private long count;

            @Override
            public void emit(T record) {
                count++;
            }

            @Override
            public Long result() {
                return count;
            }
        };
    }

    /** The first records; the others are not computed. */
    static <T> Task<T, List<T>> take(int limit) {
        return (Task.Pull<T, List<T>>) (task, records) -> {
            List<T> taken = new ArrayList<>();
            while (taken.size() < limit && records.hasNext()) {
                taken.add(records.next());
            }
            return taken;
        };
    }

    /** The first records by an order. */
    static <T> Task<T, List<T>> smallest(int limit, Ordering<T> order) {
        return (Task.Push<T, List<T>>) task -> new Task.Run<>() {
            private final Smallest<T> smallest = new Smallest<>(limit, order);

            @Override
            public void emit(T record) {
                smallest.add(record);
            }

            @Override
            public List<T> result() {
                return smallest.sorted();
            }
        };
    }

    /** Acts on each record. */
    static <T> Task<T, Boolean> forEach(Consumer<T> action, Origin origin) {
        return (Task.Push<T, Boolean>) task -> new Task.Run<>() {
            @Override
            public void emit(T record) throws Exception {
                try {
                    action.accept(record);
                } catch (Throwable thrown) {
                    task.failed(origin, record, thrown);
                }
            }

            @Override
            public Boolean result() {
                return true;
            }
        };
    }

    /** Acts on each partition, empty ones too. */
    static <T> Task<T, Boolean> forEachPartition(Consumer<Iterator<T>> action, Origin origin) {
        return (Task.Pull<T, Boolean>) (task, records) -> {
            try {
                action.accept(records);
            } catch (Throwable thrown) {
                throw UserCode.failure(origin, thrown);
            }
            return true;
        };
    }
}
