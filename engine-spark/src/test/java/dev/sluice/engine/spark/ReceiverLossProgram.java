package dev.sluice.engine.spark;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.rdd.Rdd;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManagerMaster;
import org.apache.spark.storage.RDDBlockId;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * Receives numbers on a cluster and says which of them each batch has, and whether all received blocks have two copies.
 * For {@link ReceiverLossTest}, which starts it with the cluster, the port of a {@link NumberServer}, and a directory or
 * none.
 */
public final class ReceiverLossProgram {
    private ReceiverLossProgram() {}

    /** Runs until the last number is seen, or the process is killed. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("spark.driver.host", "127.0.0.1");
        System.setProperty("spark.executor.memory", "512m");
        System.setProperty("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        Builder builder = StreamingContext.builder("numbers")
                .batchInterval(Duration.ofMillis(300))
                .master(arguments[0]);
        if (arguments.length > 2) {
            builder = builder.checkpoint(Path.of(arguments[2]));
        }
        try (StreamingContext context = builder.build()) {
            context.receiverStream(new NumberReceiver(Integer.parseInt(arguments[1])))
                    .foreachRdd(ReceiverLossProgram::say);
            context.start();
            context.awaitTermination();
        }
        System.exit(0);
    }

    private static void say(Rdd<Integer> rdd, Batch batch) throws Exception {
        List<Integer> numbers = rdd.collect();
        String words = numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
        System.out.println("batch " + batch.id() + (allHaveTwoCopies() ? " safe " : " unsafe ") + words);
    }

    /** As far as the executors say: one that has just been lost says nothing. */
    private static boolean allHaveTwoCopies() {
        BlockManagerMaster blocks = SparkEnv.get().blockManager().master();
        try {
            List<BlockId> received =
                    new ArrayList<>(CollectionConverters.asJava(blocks.getMatchingBlockIds(new Received(), true)));
            return received.stream()
                    .allMatch(block -> blocks.getLocations(block).size() == 2);
        } catch (Exception lost) {
            return false;
        }
    }

    private static final class Received extends AbstractFunction1<BlockId, Object> implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object apply(BlockId block) {
            return block instanceof RDDBlockId id && id.rddId() >= 2_000_000_000;
        }
    }
}
