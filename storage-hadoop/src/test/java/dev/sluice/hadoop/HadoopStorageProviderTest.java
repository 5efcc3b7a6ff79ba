package dev.sluice.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.storage.StorageAddress;
import dev.sluice.tool.Tool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopStorageProviderTest {
    @Test
    void aDirectoryOfHdfsIsFoundByItsUri() {
        assertThat(new StorageAddress("hdfs://127.0.0.1:8020/sluice/orders").open())
                .isInstanceOf(HadoopStorage.class)
                .hasToString("hdfs://127.0.0.1:8020/sluice/orders");
    }

    @Test
    void whereTheUriNamesNoHostTheSettingsDo() {
        assertThat(HadoopStorage.at(URI.create("hdfs:///orders"), Map.of("fs.defaultFS", "hdfs://127.0.0.1:8020")))
                .hasToString("hdfs://127.0.0.1:8020/orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3a://bucket/orders", "S3A://bucket/orders", "gs://bucket/orders"})
    void anObjectStoreIsRefused(String directory) {
        assertThatThrownBy(() -> new StorageAddress(directory).open())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the checkpoint directory \"" + directory + "\" is in an object store, where a rename is no"
                        + " atomic step and a file is safe only once it is closed, so two runs could both take the"
                        + " directory for theirs, and a crash could lose what was promised; keep it on hdfs: or on a"
                        + " disk, and let outputs alone go there");
    }

    @Test
    void whatNobodyHasTestedIsRefused() {
        assertThatThrownBy(() -> new StorageAddress("webhdfs://host/orders").open())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("is on a file system of Hadoop of which nobody has tested that two runs fence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hdfs://host:8020", "hdfs://host:8020/", "hdfs:orders", "hdfs://host/a?b", "hdfs://host/a#b"})
    void whatNamesNoDirectoryIsRefused(String directory) {
        assertThatThrownBy(() -> new StorageAddress(directory).open())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage(
                        "\"" + directory + "\" names no directory of HDFS; try hdfs://namenode:8020/sluice/orders, or"
                                + " hdfs:///sluice/orders where fs.defaultFS says which");
    }

    @Test
    void aNameNodeThatIsUnknownIsRefused() {
        assertThatThrownBy(() -> new StorageAddress("hdfs:///orders").open())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("no HDFS can be reached at \"hdfs:///orders\": ")
                .hasMessageEndingWith("HADOOP_CONF_DIR belongs on the class path");
    }

    @Test
    void anotherFileSystemInThePlaceOfHdfsIsRefused() {
        assertThatThrownBy(() -> HadoopStorage.at(
                        URI.create("hdfs://host/orders"),
                        Map.of("fs.hdfs.impl", "org.apache.hadoop.fs.RawLocalFileSystem")))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("the setting fs.hdfs.impl puts org.apache.hadoop.fs.RawLocalFileSystem");
    }

    @Test
    void theCommandsLookIntoADirectoryOnHdfs() {
        URI directory = TestHdfs.directory();
        HadoopStorage.at(directory).createDirectories("");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Tool tool =
                new Tool(new PrintStream(told, true, UTF_8), new PrintStream(told, true, UTF_8), (type, words) -> 0);

        assertThat(tool.run(List.of("inspect", directory + "/missing"))).isEqualTo(Tool.USAGE);
        assertThat(tool.run(List.of("verify", directory.toString()))).isEqualTo(Tool.USAGE);
        assertThat(tool.run(List.of("inspect", "s3a://bucket/orders"))).isEqualTo(Tool.USAGE);

        assertThat(told.toString(UTF_8).lines().toList())
                .satisfiesExactly(
                        missing -> assertThat(missing)
                                .isEqualTo("sluice: there is no directory '" + directory + "/missing'"),
                        empty -> assertThat(empty).startsWith("sluice: '" + directory + "' holds nothing of Sluice's;"),
                        refused -> assertThat(refused).contains("is in an object store"));
    }

    @Test
    void whatOfTheSettingsConcernsHdfsTravels() {
        Map<String, String> given =
                Map.of("spark.hadoop.dfs.client.of.this.test", "told", "spark.hadoop.fs.s3a.secret.key", "secret");
        given.forEach(System::setProperty);
        try {
            assertThat(SiteSettings.ofThisProcess())
                    .containsEntry("dfs.client.of.this.test", "told")
                    .containsEntry("dfs.replication", "1")
                    .doesNotContainValue("secret")
                    .hasSizeLessThan(20);
        } finally {
            given.keySet().forEach(System::clearProperty);
        }
    }
}
