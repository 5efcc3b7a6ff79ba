package dev.sluice.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.StreamingContext;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/** What the guide shows of HDFS. */
class GuideTest {
    private final String directory = TestHdfs.directory().toString();

    @Test
    void aDirectoryIsNamedByItsUri() throws Exception {
        // snippet: hdfs-checkpoint
        // for example hdfs://namenode:8020/sluice/orders
        StreamingContext ssc = StreamingContext.builder("orders")
                .batchInterval(Duration.ofMillis(500))
                .checkpoint(directory)
                .build();
        // end
        assertThat(begun(ssc).getPermission()).hasToString("rw-------");
    }

    @Test
    void settingsAreGivenWithTheStorage() throws Exception {
        // snippet: hdfs-settings
        HadoopStorage storage = HadoopStorage.at(URI.create(directory), Map.of("dfs.replication", "2"))
                .ownerOnly();
        StreamingContext ssc = StreamingContext.builder("orders")
                .batchInterval(Duration.ofMillis(500))
                .checkpoint(storage, directory)
                .build();
        // end
        assertThat(begun(ssc).getReplication()).isEqualTo((short) 2);
    }

    private FileStatus begun(StreamingContext context) throws Exception {
        try (context) {
            context.queueStream(new LinkedBlockingQueue<List<String>>()).print();
            context.start();
            context.stop(false);
        }
        return Client.of(URI.create(directory), Map.of()).files().getFileStatus(new Path(directory, "begun"));
    }
}
