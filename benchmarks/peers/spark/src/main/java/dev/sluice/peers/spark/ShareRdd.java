package dev.sluice.peers.spark;

import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import java.util.NoSuchElementException;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Seq$;
import scala.reflect.ClassTag;

/** The records of a batch, a partition for each share. */
final class ShareRdd<T> extends RDD<T> {
    /** Stands for the first source where the records are their own numbers. */
    static final int NUMBERS = -1;

    private final int first;
    private final long from;
    private final long to;

    ShareRdd(SparkContext context, ClassTag<T> tag, int first, long from, long to) {
        super(context, none(), tag);
        this.first = first;
        this.from = from;
        this.to = to;
    }

    @SuppressWarnings("unchecked")
    private static Seq<Dependency<?>> none() {
        return (Seq<Dependency<?>>) (Object) Seq$.MODULE$.empty();
    }

    private record Share(int index) implements Partition {
        @Override
        public int hashCode() {
            return index;
        }
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[Input.SHARES];
        for (int share = 0; share < partitions.length; share++) {
            partitions[share] = new Share(share);
        }
        return partitions;
    }

    @Override
    public Iterator<T> compute(Partition split, TaskContext context) {
        if (first == NUMBERS) {
            return numbers(split.index());
        }
        int source = first + split.index();
        return new Records<>(Inputs.<T>current().records(source), from, to);
    }

    @SuppressWarnings("unchecked")
    private Iterator<T> numbers(int share) {
        return (Iterator<T>) new Numbers(share, from, to);
    }

    private static final class Numbers extends AbstractIterator<Long> {
        private final int share;
        private final long to;
        private long position;

        Numbers(int share, long from, long to) {
            this.share = share;
            this.position = from;
            this.to = to;
        }

        @Override
        public boolean hasNext() {
            return position < to;
        }

        @Override
        public Long next() {
            if (position >= to) {
                throw new NoSuchElementException();
            }
            return position++ * Input.SHARES + share;
        }
    }

    private static final class Records<T> extends AbstractIterator<T> {
        private final T[] records;
        private final long to;
        private long position;

        Records(T[] records, long from, long to) {
            this.records = records;
            this.position = from;
            this.to = to;
        }

        @Override
        public boolean hasNext() {
            return position < to;
        }

        @Override
        public T next() {
            if (position >= to) {
                throw new NoSuchElementException();
            }
            return records[(int) position++ & records.length - 1];
        }
    }
}
