package dev.sluice.peers.spark;

import dev.sluice.peers.batch.BatchProgram;
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
import scala.reflect.ClassTag$;

/** The keys of one batch of a program, made where they are read. */
final class NumberedRdd extends RDD<Integer> {
    private final BatchProgram program;
    private final long batch;

    NumberedRdd(SparkContext context, BatchProgram program, long batch) {
        super(context, none(), ClassTag$.MODULE$.apply(Integer.class));
        this.program = program;
        this.batch = batch;
    }

    @SuppressWarnings("unchecked")
    private static Seq<Dependency<?>> none() {
        return (Seq<Dependency<?>>) (Object) Seq$.MODULE$.empty();
    }

    private record Part(int index) implements Partition {
        @Override
        public int hashCode() {
            return index;
        }
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[BatchProgram.PARTITIONS];
        for (int part = 0; part < partitions.length; part++) {
            partitions[part] = new Part(part);
        }
        return partitions;
    }

    @Override
    public Iterator<Integer> compute(Partition split, TaskContext context) {
        int records = program.records(batch);
        int part = split.index();
        return new Keys(
                program,
                batch,
                records * part / BatchProgram.PARTITIONS,
                records * (part + 1) / BatchProgram.PARTITIONS);
    }

    private static final class Keys extends AbstractIterator<Integer> {
        private final BatchProgram program;
        private final long batch;
        private final int to;
        private int index;

        Keys(BatchProgram program, long batch, int from, int to) {
            this.program = program;
            this.batch = batch;
            this.index = from;
            this.to = to;
        }

        @Override
        public boolean hasNext() {
            return index < to;
        }

        @Override
        public Integer next() {
            if (index >= to) {
                throw new NoSuchElementException();
            }
            return program.key(batch, index++);
        }
    }
}
