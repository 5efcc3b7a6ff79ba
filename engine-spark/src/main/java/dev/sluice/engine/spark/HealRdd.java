package dev.sluice.engine.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;

/** Makes copies of blocks that have too few, each in a task on an executor that has it. */
final class HealRdd extends RDD<Integer> {
    private static final long serialVersionUID = 1L;

    private final List<Share> shares;

    /**
     * The blocks of one executor.
     *
     * @param copies how many there are to be of each
     */
    record Share(String place, Map<Long, Integer> copies) implements java.io.Serializable {}

    HealRdd(SparkContext context, List<Share> shares) {
        super(context, Spark.seq(List.of()), Spark.tag());
        this.shares = List.copyOf(shares);
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[shares.size()];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new Numbered(i);
        }
        return partitions;
    }

    @Override
    public Seq<String> getPreferredLocations(Partition partition) {
        return Spark.seq(List.of(shares.get(partition.index()).place()));
    }

    /** How many blocks have all their copies now; a task that runs elsewhere has none of them and does nothing. */
    @Override
    public scala.collection.Iterator<Integer> compute(Partition partition, TaskContext task) {
        int healed = 0;
        for (Map.Entry<Long, Integer> block :
                shares.get(partition.index()).copies().entrySet()) {
            healed += ExecutorStore.copy(block.getKey(), block.getValue()) >= block.getValue() ? 1 : 0;
        }
        return Spark.scala(List.of(healed).iterator());
    }
}
