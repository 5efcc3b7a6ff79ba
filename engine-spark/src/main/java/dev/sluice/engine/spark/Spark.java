package dev.sluice.engine.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import scala.Product2;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** What is Scala's, or open in Spark's bytecode without being its Java API, is all used here. */
final class Spark {
    private Spark() {}

    /** The context that is active in this JVM, or null. */
    static @Nullable SparkContext active() {
        scala.Option<SparkContext> active = org.apache.spark.SparkContext$.MODULE$.getActive();
        return active.isDefined() && !active.get().isStopped() ? active.get() : null;
    }

    @SuppressWarnings("unchecked") // a tag of Object fits everything that is not primitive
    static <T> ClassTag<T> tag() {
        return (ClassTag<T>) ClassTag.AnyRef();
    }

    static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    static <T> scala.collection.Iterator<T> scala(Iterator<T> iterator) {
        return CollectionConverters.asScala(iterator);
    }

    static <T> Iterator<T> java(scala.collection.Iterator<T> iterator) {
        return CollectionConverters.asJava(iterator);
    }

    /** What an iterator gives, in order. */
    static List<Object> list(Iterator<?> records) {
        List<Object> list = new ArrayList<>();
        records.forEachRemaining(list::add);
        return list;
    }

    static <T> Broadcast<T> broadcast(SparkContext context, T value) {
        return context.broadcast(value, tag());
    }

    static StorageLevel level(dev.sluice.data.StorageLevel level) {
        return StorageLevel.fromString(level.name());
    }

    /** The records of each target, in no order. */
    static RDD<Tuple2<Integer, Chunk>> exchanged(RDD<Tuple2<Integer, Chunk>> dealt, int targets) {
        RDD<? extends Product2<Integer, Chunk>> pairs = dealt;
        return new ShuffledRDD<Integer, Chunk, Chunk>(pairs, new TargetNumber(targets), tag(), tag(), tag());
    }

    /**
     * The only element of each of these partitions, in the order asked. Spark looks for what a Scala closure captured by
     * reading the bytecode of the class around it, for each job; what is given here is none.
     */
    @SuppressWarnings("unchecked") // only elements of the RDD come back
    static <T> List<T> first(RDD<T> rdd, List<Integer> partitions) {
        Object[] found = new Object[partitions.size()];
        rdd.context().runJob(rdd, new Only<T>(), seq(List.copyOf(partitions)), new Places<T>(found), Spark.<T>tag());
        return (List<T>) Arrays.asList(found);
    }

    /** What the partitions of a stateful node left of their states. */
    static RDD<Carried<Written>> written(RDD<StateResult> results) {
        return results.mapPartitions(new WrittenOnly(), true, tag());
    }

    /** What they emitted. */
    static RDD<Records> emitted(RDD<StateResult> results) {
        return results.mapPartitions(new EmittedOnly(), true, tag());
    }

    /** Pieces of records as the records. */
    static <T> RDD<T> records(RDD<Records> pieces, Types types) {
        return pieces.mapPartitions(new Unpacked<T>(types), true, Spark.<T>tag());
    }

    /** Records in pieces. */
    static RDD<Records> pieces(RDD<?> records, Types types) {
        return untyped(records).mapPartitions(new Packed(types), true, tag());
    }

    @SuppressWarnings("unchecked") // only read
    private static RDD<Object> untyped(RDD<?> records) {
        return (RDD<Object>) records;
    }

    /** Lets Spark forget what it keeps of an RDD. */
    static void forget(RDD<?> rdd) {
        if (!rdd.context().isStopped()) {
            rdd.unpersist(false);
        }
    }

    /** The place of this process, as tasks may prefer it. */
    static String location() {
        return isInDriver() ? "" : "executor_" + host() + "_" + executor();
    }

    /** The host of this process. */
    static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    /** The executor that this process is. */
    static String executor() {
        return SparkEnv.get().executorId();
    }

    /** Whether there is a context, or an executor of one, in this process. */
    static boolean isRunning() {
        return SparkEnv.get() != null;
    }

    /** Whether tasks run here in the JVM of the program itself. */
    static boolean isInDriver() {
        return org.apache.spark.SparkContext$.MODULE$.DRIVER_IDENTIFIER().equals(executor());
    }

    /** A sum that counts what failed tasks added too. */
    static LongAccumulator sum(SparkContext context, String name) {
        LongAccumulator sum = new LongAccumulator();
        sum.register(context, scala.Option.apply(name), true);
        return sum;
    }

    private static final class Unpacked<T>
            extends AbstractFunction1<scala.collection.Iterator<Records>, scala.collection.Iterator<T>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Types types;

        Unpacked(Types types) {
            this.types = types;
        }

        @Override
        @SuppressWarnings("unchecked") // pieces hold what was put in
        public scala.collection.Iterator<T> apply(scala.collection.Iterator<Records> pieces) {
            types.learn();
            return (scala.collection.Iterator<T>) scala(new PiecesIterator(java(pieces)));
        }
    }

    private static final class Packed
            extends AbstractFunction1<scala.collection.Iterator<Object>, scala.collection.Iterator<Records>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Types types;

        Packed(Types types) {
            this.types = types;
        }

        @Override
        public scala.collection.Iterator<Records> apply(scala.collection.Iterator<Object> records) {
            types.learn();
            return scala(PieceWork.pieces(types.engine(), java(records)));
        }
    }

    private static final class WrittenOnly
            extends AbstractFunction1<
                    scala.collection.Iterator<StateResult>, scala.collection.Iterator<Carried<Written>>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public scala.collection.Iterator<Carried<Written>> apply(scala.collection.Iterator<StateResult> results) {
            return scala(
                    Collections.singleton(Objects.requireNonNull(results.next().written()))
                            .iterator());
        }
    }

    private static final class EmittedOnly
            extends AbstractFunction1<scala.collection.Iterator<StateResult>, scala.collection.Iterator<Records>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public scala.collection.Iterator<Records> apply(scala.collection.Iterator<StateResult> results) {
            StateResult ignored = results.next();
            Iterator<StateResult> left = java(results);
            return scala(new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return left.hasNext();
                }

                @Override
                public Records next() {
                    return Objects.requireNonNull(left.next().emitted());
                }
            });
        }
    }

    /** Takes the one element there is. */
    private static final class Only<T> extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, T>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public T apply(TaskContext task, scala.collection.Iterator<T> elements) {
            return elements.next();
        }
    }

    /** Puts each result in its place. */
    private static final class Places<T> extends AbstractFunction2<Object, T, BoxedUnit> {
        private final Object[] found;

        Places(Object[] found) {
            this.found = found;
        }

        @Override
        public BoxedUnit apply(Object place, T result) {
            found[(Integer) place] = result;
            return BoxedUnit.UNIT;
        }
    }
}
