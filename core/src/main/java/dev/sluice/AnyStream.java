package dev.sluice;

import dev.sluice.data.Batch;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.data.StorageLevel;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.BiConsumer;
import dev.sluice.function.BiFunction;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Consumer;
import dev.sluice.function.Function;
import dev.sluice.function.Predicate;
import dev.sluice.function.TriFunction;
import dev.sluice.operator.CombinedOperator;
import dev.sluice.operator.Operator;
import dev.sluice.operator.OutputOperator;
import dev.sluice.operator.StatelessOperator;
import dev.sluice.operator.TransformOperator;
import dev.sluice.operator.WindowOperator;
import dev.sluice.operator.WindowOperators;
import dev.sluice.plan.FoldStep;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.PrintSink;
import dev.sluice.sink.Sink;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.Location;
import dev.sluice.window.Aggregate;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What streams with and without keys have in common. A stream is a definition and holds no data: each call adds a step
 * to the program, and nothing runs before the context's start. A stream may be read by several steps; its data is
 * computed once per batch.
 *
 * <p>Functions given to streams must be pure, serializable and free of clocks and randomness of their own; they may
 * throw. Streams are not thread-safe before the start.
 *
 * @param <T> the records
 * @param <R> the Rdd of one batch
 * @param <S> the kind of stream
 */
public abstract sealed class AnyStream<T, R extends Rdd<T>, S extends AnyStream<T, R, S>> permits DStream, PairDStream {
    private final Program program;
    private final Operator<T> operator;

    AnyStream(Program program, Operator<T> operator) {
        this.program = program;
        this.operator = operator;
    }

    /** A stream of this kind on another step. */
    abstract S with(Operator<T> newOperator);

    /** The Rdd of one batch. */
    abstract R rdd(RddContext context, PlanNode<T> node);

    /** The Rdd of one batch, given a node that is known to be this stream's. */
    final R rddOf(RddContext context, PlanNode<?> node) {
        return rdd(context, typed(node));
    }

    final Program program() {
        return program;
    }

    final Operator<T> operator() {
        return operator;
    }

    // ---- the stream itself

    /** The context it belongs to. */
    public final StreamingContext context() {
        return program.context();
    }

    /** How often it gives data: a multiple of the batch interval. */
    public final Duration slideDuration() {
        return operator.slide();
    }

    /** Gives its last step an id, under which its state is found again after a change of the program. */
    public final S id(String id) {
        program.requireOpen(operator.origin());
        operator.named(id);
        return with(operator);
    }

    /** Keeps each batch's data while the batch runs, so that a function with several actions computes it once. */
    public final S persist(StorageLevel level) {
        program.requireOpen(operator.origin());
        operator.persist(level);
        return with(operator);
    }

    /** Keeps each batch's data on the heap while the batch runs. */
    public final S cache() {
        return persist(StorageLevel.MEMORY_ONLY);
    }

    // ---- record by record

    /** One record for each record. */
    public final <U> DStream<U> map(Function<T, U> function) {
        return derive(Origin.here("map"), (node, origin) -> Plans.map(node, function, origin));
    }

    /** Any number of records for each record. */
    public final <U> DStream<U> flatMap(Function<T, ? extends Iterable<? extends U>> function) {
        return derive(Origin.here("flatMap"), (node, origin) -> Plans.flatMap(node, function, origin));
    }

    /** The records that pass. */
    public final S filter(Predicate<T> predicate) {
        return rewrite(Origin.here("filter"), (node, origin) -> Plans.filter(node, predicate, origin));
    }

    /** One key-value pair for each record. */
    public final <K, V> PairDStream<K, V> mapToPair(Function<T, KeyValue<K, V>> function) {
        return pairs(Origin.here("mapToPair"), (node, origin) -> Plans.map(node, function, origin));
    }

    /** Any number of key-value pairs for each record. */
    public final <K, V> PairDStream<K, V> flatMapToPair(
            Function<T, ? extends Iterable<? extends KeyValue<K, V>>> function) {
        return pairs(Origin.here("flatMapToPair"), (node, origin) -> Plans.flatMap(node, function, origin));
    }

    /** Each record under the key that a function gives it. */
    public final <K> PairDStream<K, T> keyBy(Function<T, K> function) {
        Function<T, KeyValue<K, T>> keyed = record -> KeyValue.of(function.apply(record), record);
        return pairs(Origin.here("keyBy"), (node, origin) -> Plans.map(node, keyed, origin));
    }

    // ---- partition by partition

    /** A function over each partition of each batch; called for empty partitions too. */
    public final <U> DStream<U> mapPartitions(Function<Iterator<T>, Iterator<U>> function) {
        BiFunction<Integer, Iterator<T>, Iterator<U>> indexed = (index, records) -> function.apply(records);
        return derive(
                Origin.here("mapPartitions"), (node, origin) -> Plans.mapPartitions(node, indexed, false, origin));
    }

    /** A function from each partition of each batch to key-value pairs; called for empty partitions too. */
    public final <K, V> PairDStream<K, V> mapPartitionsToPair(
            Function<Iterator<T>, Iterator<KeyValue<K, V>>> function) {
        BiFunction<Integer, Iterator<T>, Iterator<KeyValue<K, V>>> indexed =
                (index, records) -> function.apply(records);
        return pairs(
                Origin.here("mapPartitionsToPair"),
                (node, origin) -> Plans.mapPartitions(node, indexed, false, origin));
    }

    /** Each partition of each batch as one list; an empty partition is an empty list. */
    public final DStream<List<T>> glom() {
        return derive(Origin.here("glom"), Plans::glom);
    }

    /** The records dealt out evenly over this many partitions. */
    public final S repartition(int partitions) {
        int checked = new HashPartitioner(partitions).partitions();
        return rewrite(Origin.here("repartition"), (node, origin) -> Plans.repartition(node, checked, origin));
    }

    // ---- batch by batch

    /** The records of both streams, those of this one first. Both must have the same slide. */
    public final S union(S other) {
        Origin origin = Origin.here("union");
        program.requireOpen(origin);
        program.requireSame(List.of(other), origin);
        return with(union(List.of(operator, other.operator()), origin));
    }

    @SuppressWarnings("unchecked") // all parents give records of T
    static <T> Operator<T> union(List<Operator<T>> operators, Origin origin) {
        return new CombinedOperator<>(
                operators, (nodes, at) -> Plans.union((List<PlanNode<T>>) (List<?>) nodes, at), origin);
    }

    /** The number of records of each batch as its one record; 0 for an empty batch. */
    public final DStream<Long> count() {
        return derive(Origin.here("count"), Plans::count);
    }

    /** How often each value occurs in each batch. */
    public final PairDStream<T, Long> countByValue() {
        return countByValue(program.defaultPartitioner().partitions());
    }

    /** How often each value occurs in each batch, in this many partitions. */
    public final PairDStream<T, Long> countByValue(int partitions) {
        Partitioner partitioner = new HashPartitioner(partitions);
        return pairs(Origin.here("countByValue"), (node, origin) -> Plans.countByValue(node, partitioner, origin));
    }

    /** The records of each batch combined into one; nothing for an empty batch. */
    public final DStream<T> reduce(BinaryOperator<T> function) {
        return derive(Origin.here("reduce"), (node, origin) -> Plans.reduce(node, function, origin));
    }

    /** The aggregate of each batch as its one record; for an empty batch that of no records, where there is one. */
    public final <U> DStream<U> aggregate(Aggregate<T, ?, U> aggregate) {
        return derive(
                Origin.here("aggregate"), (node, origin) -> WindowOperators.aggregateAll(node, aggregate, origin));
    }

    // ---- with a function of the program over Rdds, called anew in every batch

    /** A function over the Rdd of each batch. */
    public final <U> DStream<U> transform(Function<R, Rdd<U>> function) {
        return new DStream<>(program, transformed((rdd, batch) -> function.apply(rdd), Origin.here("transform")));
    }

    /** A function over the Rdd of each batch, given the batch too. */
    public final <U> DStream<U> transform(BiFunction<R, Batch, Rdd<U>> function) {
        return new DStream<>(program, transformed(function, Origin.here("transform")));
    }

    /** A function from the Rdd of each batch to one with keys. */
    public final <K, V> PairDStream<K, V> transformToPair(Function<R, PairRdd<K, V>> function) {
        return new PairDStream<>(
                program, transformed((rdd, batch) -> function.apply(rdd), Origin.here("transformToPair")));
    }

    /** A function from the Rdd of each batch to one with keys, given the batch too. */
    public final <K, V> PairDStream<K, V> transformToPair(BiFunction<R, Batch, PairRdd<K, V>> function) {
        return new PairDStream<>(program, transformed(function, Origin.here("transformToPair")));
    }

    /** A function over the Rdds of the same batch of two streams. */
    public final <T2, R2 extends Rdd<T2>, U> DStream<U> transformWith(
            AnyStream<T2, R2, ?> other, BiFunction<R, R2, Rdd<U>> function) {
        return new DStream<>(
                program, transformedWith(other, (a, b, batch) -> function.apply(a, b), Origin.here("transformWith")));
    }

    /** A function over the Rdds of the same batch of two streams, given the batch too. */
    public final <T2, R2 extends Rdd<T2>, U> DStream<U> transformWith(
            AnyStream<T2, R2, ?> other, TriFunction<R, R2, Batch, Rdd<U>> function) {
        return new DStream<>(program, transformedWith(other, function, Origin.here("transformWith")));
    }

    /** A function from the Rdds of the same batch of two streams to one with keys. */
    public final <T2, R2 extends Rdd<T2>, K, V> PairDStream<K, V> transformWithToPair(
            AnyStream<T2, R2, ?> other, BiFunction<R, R2, PairRdd<K, V>> function) {
        return new PairDStream<>(
                program,
                transformedWith(other, (a, b, batch) -> function.apply(a, b), Origin.here("transformWithToPair")));
    }

    /** A function from the Rdds of the same batch of two streams to one with keys, given the batch too. */
    public final <T2, R2 extends Rdd<T2>, K, V> PairDStream<K, V> transformWithToPair(
            AnyStream<T2, R2, ?> other, TriFunction<R, R2, Batch, PairRdd<K, V>> function) {
        return new PairDStream<>(program, transformedWith(other, function, Origin.here("transformWithToPair")));
    }

    // ---- windows of stream time: of the batches in (t - length, t]

    /** The records of the last batches, at every batch; oldest batch first. */
    public final S window(Duration length) {
        return window(length, slideDuration());
    }

    /** The records of the last batches, at every slide; both multiples of this stream's slide. */
    public final S window(Duration length, Duration slide) {
        Origin origin = Origin.here("window");
        program.requireOpen(origin);
        return with(new WindowOperator<>(operator, length, slide, origin));
    }

    /** The records of each window combined into one, oldest first; nothing for an empty window. */
    public final DStream<T> reduceByWindow(BinaryOperator<T> function, Duration length, Duration slide) {
        return aggregated(Window.sliding(length, slide), Aggregate.reducing(function), Origin.here("reduceByWindow"));
    }

    /**
     * The same at half the cost: {@code inverse} takes off again what leaves the window, given (all, leaving). It must be
     * a true inverse; that of a floating-point sum is not.
     */
    public final DStream<T> reduceByWindow(
            BinaryOperator<T> function, BinaryOperator<T> inverse, Duration length, Duration slide) {
        return aggregated(
                Window.sliding(length, slide), Aggregate.reducing(function, inverse), Origin.here("reduceByWindow"));
    }

    /** The number of records in each window as one record; 0 for an empty window. */
    public final DStream<Long> countByWindow(Duration length, Duration slide) {
        Origin origin = Origin.here("countByWindow");
        DStream<Long> counts = aggregated(Window.sliding(length, slide), Aggregates.count(), origin);
        return counts.derive(
                origin, (node, at) -> new Narrow<>(node, new FoldStep<>(() -> 0L, Long::sum, true), false, at));
    }

    /** How often each value occurs in each window; values that do not occur are left out. */
    public final PairDStream<T, Long> countByValueAndWindow(Duration length, Duration slide) {
        return countByValueAndWindow(length, slide, program.defaultPartitioner().partitions());
    }

    /** How often each value occurs in each window, in this many partitions. */
    public final PairDStream<T, Long> countByValueAndWindow(Duration length, Duration slide, int partitions) {
        Origin origin = Origin.here("countByValueAndWindow");
        Function<T, KeyValue<T, T>> itself = value -> KeyValue.of(value, value);
        return pairs(origin, (node, at) -> Plans.map(node, itself, at))
                .aggregated(Window.sliding(length, slide), Aggregates.count(), new HashPartitioner(partitions), origin);
    }

    /** The aggregate of the records in each window, by time or by number; nothing for an empty window. */
    public final <U> DStream<U> aggregate(Window window, Aggregate<T, ?, U> aggregate) {
        return aggregated(window, aggregate, Origin.here("aggregate"));
    }

    /**
     * The Rdds of past batches, while the context runs: those of the times from {@code from} to {@code to}, both
     * included, that are still kept. Needs {@link Builder#remember}.
     */
    public final List<R> slice(Instant from, Instant to) {
        return context().slice(this, from, to);
    }

    // ---- outputs: what makes a stream run

    /** An action on the Rdd of each batch, called on the thread of the batch. */
    public final void foreachRdd(Consumer<R> action) {
        output((node, run) -> action.accept(rdd(run.rdds(), node)), Origin.here("foreachRdd"));
    }

    /** An action on the Rdd of each batch, given the batch, whose id is the same at every run of it. */
    public final void foreachRdd(BiConsumer<R, Batch> action) {
        output((node, run) -> action.accept(rdd(run.rdds(), node), run.batch()), Origin.here("foreachRdd"));
    }

    /**
     * Acts on each batch, with the key that its effects are known by: the same whenever the batch is run, in whichever run
     * of the program. Its words are a token for the program's own deduplication: an effect that is stored together with
     * them, and left out where they are found, happens once.
     */
    public final void foreachRddWithKey(BiConsumer<R, OutputKey> action) {
        output((node, run) -> action.accept(rdd(run.rdds(), node), run.key()), Origin.here("foreachRddWithKey"));
    }

    /** Prints the first ten records of each batch to standard output. */
    public final void print() {
        print(PrintSink.RECORDS_DEFAULT);
    }

    /** Prints the first records of each batch to standard output. */
    public final void print(int records) {
        Origin origin = Origin.here("print");
        PrintSink sink = new PrintSink(System.out, records, origin);
        program.print(
                operator, (node, run) -> sink.print(rdd(run.rdds(), node).take(records + 1), run.batch()), origin);
    }

    /** As {@link #saveAsTextFiles(String, String)}, without a suffix. */
    public final void saveAsTextFiles(String prefix) {
        saveAsTextFiles(prefix, "");
    }

    /**
     * Writes each batch that has records as a directory {@code prefix-<batch time in ms>.suffix} of text files, a file for
     * each partition that has any: one line per record, as its {@code toString} gives it, in UTF-8. A record that holds
     * newlines takes several lines. A directory becomes visible whole and is never changed: a batch that is run again
     * must give the same content.
     *
     * @param prefix for example {@code out/counts}; missing directories are created
     * @param suffix without its dot; empty for none
     * @throws InvalidProgramException if these cannot be the ends of a name
     */
    public final void saveAsTextFiles(String prefix, String suffix) {
        Origin origin = Origin.here("saveAsTextFiles");
        program.output(
                operator,
                node -> Plans.toText(node, origin),
                () -> Sinks.textFiles(Location.local(prefix), suffix),
                origin);
    }

    /** As {@link #saveAsJsonLines(String, String)}, without a suffix. */
    public final void saveAsJsonLines(String prefix) {
        saveAsJsonLines(prefix, "");
    }

    /**
     * Writes each batch that has records as a directory of files with a line of JSON for each record; otherwise as {@link
     * #saveAsTextFiles(String, String)}. A record is an object of its components, a key-value pair one of key and value.
     *
     * @see Sinks#jsonLines
     */
    public final void saveAsJsonLines(String prefix, String suffix) {
        program.output(
                operator,
                node -> node,
                () -> Sinks.jsonLines(Location.local(prefix), suffix),
                Origin.here("saveAsJsonLines"));
    }

    /** As {@link #saveAsObjectFiles(String, String)}, without a suffix. */
    public final void saveAsObjectFiles(String prefix) {
        saveAsObjectFiles(prefix, "");
    }

    /**
     * Writes each batch that has records as a directory of files that {@link StreamingContext#objectFile} reads back;
     * otherwise as {@link #saveAsTextFiles(String, String)}. What is neither a record, an enum nor a value of the JDK must
     * be declared with {@link Builder#allow}.
     */
    public final void saveAsObjectFiles(String prefix, String suffix) {
        Origin origin = Origin.here("saveAsObjectFiles");
        program.output(
                operator,
                node -> node,
                () -> Sinks.<T>objectFiles(Location.local(prefix), suffix, program.types()),
                origin);
    }

    /** Writes each batch into a sink. */
    public final void to(Sink<? super T> sink) {
        program.output(operator, node -> node, () -> sink, Origin.here("to"));
    }

    // ---- for the streams of this package

    final <U> DStream<U> derive(Origin origin, StatelessOperator.Rewrite<T, U> rewrite) {
        program.requireOpen(origin);
        return new DStream<>(program, new StatelessOperator<>(operator, rewrite, origin));
    }

    final <K, V> PairDStream<K, V> pairs(Origin origin, StatelessOperator.Rewrite<T, KeyValue<K, V>> rewrite) {
        program.requireOpen(origin);
        return new PairDStream<>(program, new StatelessOperator<>(operator, rewrite, origin));
    }

    final S rewrite(Origin origin, StatelessOperator.Rewrite<T, T> rewrite) {
        program.requireOpen(origin);
        return with(new StatelessOperator<>(operator, rewrite, origin));
    }

    private <U> DStream<U> aggregated(Window window, Aggregate<T, ?, U> aggregate, Origin origin) {
        program.requireOpen(origin);
        return new DStream<>(program, WindowOperators.ofAll(operator, window, aggregate, origin));
    }

    private <U> Operator<U> transformed(BiFunction<R, Batch, ? extends Rdd<U>> function, Origin origin) {
        program.requireOpen(origin);
        return new TransformOperator<U>(
                List.of(operator),
                (nodes, rdds, batch) -> planOf(function.apply(rdd(rdds, typed(nodes.get(0))), batch)),
                origin);
    }

    private <T2, R2 extends Rdd<T2>, U> Operator<U> transformedWith(
            AnyStream<T2, R2, ?> other, TriFunction<R, R2, Batch, ? extends Rdd<U>> function, Origin origin) {
        program.requireOpen(origin);
        program.requireSame(List.of(other), origin);
        return new TransformOperator<U>(
                List.of(operator, other.operator()),
                (nodes, rdds, batch) -> planOf(
                        function.apply(rdd(rdds, typed(nodes.get(0))), other.rdd(rdds, typed(nodes.get(1))), batch)),
                origin);
    }

    static <U> @Nullable PlanNode<U> planOf(@Nullable Rdd<U> rdd) {
        return rdd == null ? null : rdd.plan();
    }

    @SuppressWarnings("unchecked") // the node is the data of an operator of U
    static <U> PlanNode<U> typed(PlanNode<?> node) {
        return (PlanNode<U>) node;
    }

    private void output(OutputOperator.Action<T> action, Origin origin) {
        program.output(operator, action, origin);
    }

    @Override
    public final String toString() {
        return operator.toString();
    }
}
