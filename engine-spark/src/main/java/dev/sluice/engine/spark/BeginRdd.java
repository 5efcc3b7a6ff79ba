package dev.sluice.engine.spark;

import dev.sluice.engine.ReceiverHost;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;

/** Begins an agent in the process of a task, which ends at once while the agent stays. */
final class BeginRdd extends RDD<String> {
    private static final long serialVersionUID = 1L;

    private final Carried<ReceiverHost.Agent> agent;
    private final Types types;
    private final Placing placing;
    private final transient List<String> places;

    /** An RDD of one partition, which tells where the agent began; {@code places} are preferred. */
    BeginRdd(
            SparkContext context,
            Carried<ReceiverHost.Agent> agent,
            Types types,
            Placing placing,
            List<String> places) {
        super(context, Spark.seq(List.of()), Spark.tag());
        this.agent = agent;
        this.types = types;
        this.placing = placing;
        this.places = places;
    }

    @Override
    public Partition[] getPartitions() {
        return new Partition[] {new Numbered(0)};
    }

    @Override
    public Seq<String> getPreferredLocations(Partition partition) {
        return Spark.seq(places);
    }

    @Override
    public scala.collection.Iterator<String> compute(Partition partition, TaskContext task) {
        types.learn();
        agent.get().begin(new AgentSite(placing));
        return Spark.scala(List.of(Spark.location()).iterator());
    }
}
