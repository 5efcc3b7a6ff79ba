package dev.sluice.rdd;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.PartitionRange;
import dev.sluice.engine.Task;
import dev.sluice.error.CodecException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OutputConflictException;
import dev.sluice.error.StorageException;
import dev.sluice.file.RecordForm;
import dev.sluice.function.BiFunction;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Comparator;
import dev.sluice.function.Consumer;
import dev.sluice.function.Supplier;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.FoldStep;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Ordering;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.ReduceStep;
import dev.sluice.plan.UserCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** The actions of an {@link Rdd}: each runs jobs on the engine and blocks until they are done. */
abstract sealed class RddActions<T> permits Rdd {
    private static final int TAKE_GROWTH = 4;

    private final RddContext context;

    RddActions(RddContext context) {
        this.context = context;
    }

    /** The plan of the data. */
    public abstract PlanNode<T> plan();

    /** Where the actions run. */
    public RddContext context() {
        return context;
    }

    /** The number of partitions; may be 0. */
    public int partitions() {
        return plan().partitions();
    }

    /** All records, in order. The list belongs to the caller. */
    public List<T> collect() {
        return collected(plan());
    }

    /** The number of records. */
    public long count() {
        return all(plan(), Tasks.count()).stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The first records, in order. Partitions are computed only as far as needed: one first, then more at a time. The
     * list belongs to the caller.
     *
     * @param limit how many at most, at least 0
     */
    public List<T> take(int limit) {
        return taken(limit(limit, "take"));
    }

    /**
     * The first record.
     *
     * @throws NoSuchElementException if there is none
     */
    public T first() {
        List<T> first = taken(1);
        if (first.isEmpty()) {
            throw nothing(Call.here("first"));
        }
        return first.get(0);
    }

    /** Whether there is no record. Runs no job where the plan shows it, and stops at the first record otherwise. */
    public boolean isEmpty() {
        return taken(1).isEmpty();
    }

    /** The largest records by their natural order, the largest first. */
    public List<T> top(int limit) {
        return ordered(limit(limit, "top"), NaturalOrder.<T>of().reversed(), Call.here("top"));
    }

    /** The largest records, the largest first; of equal ones those that come first. */
    public List<T> top(int limit, Comparator<? super T> order) {
        Origin origin = Call.here("top", limit, order);
        return ordered(limit(limit, "top"), order.reversed(), origin);
    }

    /** The smallest records by their natural order, the smallest first. */
    public List<T> takeOrdered(int limit) {
        return ordered(limit(limit, "takeOrdered"), NaturalOrder.of(), Call.here("takeOrdered"));
    }

    /** The smallest records, the smallest first; of equal ones those that come first. */
    public List<T> takeOrdered(int limit, Comparator<? super T> order) {
        return ordered(limit(limit, "takeOrdered"), order, Call.here("takeOrdered", limit, order));
    }

    /**
     * The smallest record; of equal ones the first.
     *
     * @throws NoSuchElementException if there is none
     */
    public T min(Comparator<? super T> order) {
        Origin origin = Call.here("min", order);
        return reduced((a, b) -> order.compare(a, b) <= 0 ? a : b, origin);
    }

    /**
     * The largest record; of equal ones the first.
     *
     * @throws NoSuchElementException if there is none
     */
    public T max(Comparator<? super T> order) {
        Origin origin = Call.here("max", order);
        return reduced((a, b) -> order.compare(a, b) >= 0 ? a : b, origin);
    }

    /**
     * All records combined into one, from left to right.
     *
     * @throws NoSuchElementException if there is no record
     */
    public T reduce(BinaryOperator<T> function) {
        return reduced(function, Call.here("reduce", function));
    }

    /**
     * As {@link #reduce}, beginning with a value for nothing.
     *
     * @param zero taken once, before the first record
     */
    public T fold(T zero, BinaryOperator<T> function) {
        Origin origin = Call.here("fold", zero, function);
        return merged(zero, partials(function, origin), function, origin);
    }

    /**
     * All records folded into a value of another type.
     *
     * @param zero the value of nothing, made anew for each partition and for the result; may be mutable
     * @param add takes one more record in
     * @param merge joins two values; the left one holds the earlier records
     */
    public <A> A aggregate(Supplier<A> zero, BiFunction<A, T, A> add, BinaryOperator<A> merge) {
        Origin origin = Call.here("aggregate", zero, add, merge);
        List<A> partials = collected(new Narrow<>(plan(), new FoldStep<>(zero, add, false), false, origin));
        return merged(UserCode.get(zero, origin), partials, merge, origin);
    }

    /** How often each record occurs; records must be fit to be keys. */
    public Map<T, Long> countByValue() {
        Origin origin = Call.here("countByValue");
        HashPartitioner placement = new HashPartitioner(context.engine().defaultParallelism());
        return toMap(Plans.countByValue(plan(), placement, origin));
    }

    /** Acts on each record, where the engine runs. */
    public void foreach(Consumer<T> action) {
        all(plan(), Tasks.forEach(action, Call.here("foreach", action)));
    }

    /** Acts on the records of each partition, empty ones too, where the engine runs. */
    public void foreachPartition(Consumer<Iterator<T>> action) {
        all(plan(), Tasks.forEachPartition(action, Call.here("foreachPartition", action)));
    }

    /**
     * Writes a directory of text files, a file for each partition that has records: one line per record, as its
     * {@code toString} gives it, in UTF-8. The directory becomes visible whole; if it is there already it must hold the
     * same, and stays. Nothing is written where there is no record.
     *
     * @throws StorageException if it cannot be written
     * @throws OutputConflictException if it is there with other content
     */
    public void saveAsTextFile(String path) {
        Origin origin = Call.here("saveAsTextFile", path);
        new Saving<>(context, Plans.toText(plan(), origin), RecordForm.text(), origin).to(path);
    }

    /**
     * Writes a directory of object files, which {@code StreamingContext.objectFile} reads back; otherwise as
     * {@link #saveAsTextFile}.
     *
     * @throws CodecException if a record is of a class that may not be written
     */
    public void saveAsObjectFile(String path) {
        Origin origin = Call.here("saveAsObjectFile", path);
        new Saving<>(context, plan(), RecordForm.<T>objects(context.types()), origin).to(path);
    }

    /** All records, in order, computed and held partition by partition. */
    public Iterator<T> toLocalIterator() {
        PlanNode<T> plan = plan();
        return IntStream.range(0, plan.partitions())
                .mapToObj(partition -> collected(plan, partition))
                .flatMap(List::stream)
                .iterator();
    }

    /** The pairs of a node as a map, in order; of pairs with equal keys the last. */
    <K, V> Map<K, V> toMap(PlanNode<KeyValue<K, V>> pairs) {
        Map<K, V> map = new LinkedHashMap<>();
        collected(pairs).forEach(pair -> map.put(pair.key(), pair.value()));
        return map;
    }

    <U> List<U> collected(PlanNode<U> plan, int partition) {
        return context.run(group -> group.run(plan, List.of(partition), Tasks.<U>collect()))
                .get(0);
    }

    <U> List<U> collected(PlanNode<U> plan) {
        List<List<U>> parts = all(plan, Tasks.collect());
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int size = 0;
        for (List<U> part : parts) {
            size += part.size();
        }
        List<U> records = new ArrayList<>(size);
        for (List<U> part : parts) {
            records.addAll(part);
        }
        return records;
    }

    private <U, R> List<R> all(PlanNode<U> plan, Task<U, R> task) {
        return context.run(group -> group.run(plan, PartitionRange.all(plan.partitions()), task));
    }

    private List<T> taken(int limit) {
        PlanNode<T> plan = plan();
        return Plans.isKnownEmpty(plan) ? new ArrayList<>() : context.run(group -> taken(group, plan, limit));
    }

    private static <T> List<T> taken(JobGroup group, PlanNode<T> plan, int limit) {
        List<T> taken = new ArrayList<>();
        int from = 0;
        while (taken.size() < limit && from < plan.partitions()) {
            int to = (int) Math.min(plan.partitions(), Math.max(1L, (long) TAKE_GROWTH * from));
            int missing = limit - taken.size();
            group.run(plan, new PartitionRange(from, to), Tasks.<T>take(missing))
                    .forEach(taken::addAll);
            from = to;
        }
        return taken.size() <= limit ? taken : new ArrayList<>(taken.subList(0, limit));
    }

    private List<T> ordered(int limit, Comparator<? super T> order, Origin origin) {
        Ordering<T> ordering = new Ordering<>(order, origin);
        List<List<T>> parts = all(plan(), Tasks.smallest(limit, ordering));
        Smallest<T> smallest = new Smallest<>(limit, ordering);
        parts.forEach(part -> part.forEach(smallest::add));
        return smallest.sorted();
    }

    private T reduced(BinaryOperator<T> function, Origin origin) {
        List<T> partials = partials(function, origin);
        if (partials.isEmpty()) {
            throw nothing(origin);
        }
        return merged(partials.get(0), partials.subList(1, partials.size()), function, origin);
    }

    private List<T> partials(BinaryOperator<T> function, Origin origin) {
        return collected(new Narrow<>(plan(), new ReduceStep<>(function), false, origin));
    }

    private static <A> A merged(A first, List<A> others, BinaryOperator<A> function, Origin origin) {
        A merged = first;
        for (A other : others) {
            try {
                merged = function.apply(merged, other);
            } catch (Throwable thrown) {
                throw FaultHandler.failure(origin, other, thrown);
            }
        }
        return merged;
    }

    private static int limit(int limit, String operator) {
        if (limit < 0) {
            throw new InvalidProgramException(
                    Call.here(operator) + ": the number of records must be at least 0, but was " + limit);
        }
        return limit;
    }

    private static NoSuchElementException nothing(Origin origin) {
        return new NoSuchElementException(
                origin + " found no record: the data is empty; ask isEmpty() first, or use take(1), fold or aggregate");
    }
}
