package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.peers.workload.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeerNamesTest {
    @Test
    void namesStandForContendersAndWorkloads() {
        assertThat(new PeerNames.OfContender().convert("jet")).isEqualTo(PeerContender.JET);
        assertThat(new PeerNames.OfWorkload().convert("durable-state")).isEqualTo(Workload.DURABLE_STATE);
    }

    @Test
    void aNameThatStandsForNothingIsRefusedWithThoseThereAre() {
        StringWriter said = new StringWriter();
        int status = new CommandLine(new PeerComparison())
                .setErr(new PrintWriter(said))
                .execute("--contenders", "sluice,storm");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString())
                .contains(
                        "there is no contender 'storm'; there are hand, sluice, sluice-auto, sluice-on-spark, spark, flink, jet");
    }

    @Test
    void sluiceOnSparkIsComparedWhereItIsAskedFor() {
        assertThat(new PeerNames.OfContender().convert("sluice-on-spark")).isEqualTo(PeerContender.SLUICE_ON_SPARK);
        assertThat(PeerContender.usual())
                .contains(PeerContender.SLUICE, PeerContender.SPARK)
                .doesNotContain(PeerContender.SLUICE_ON_SPARK);
    }

    @Test
    void aWindowWithoutSlidesIsRefused() {
        StringWriter said = new StringWriter();
        int status = new CommandLine(new PeerComparison())
                .setErr(new PrintWriter(said))
                .execute("--contenders", "hand", "--workloads", "sliding", "--slides", "30,0");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains("a window has at least one slide: --slides [30, 0]");
    }

    @Test
    void whoIsLeftOutSaysWhy() {
        assertThat(PeerContender.FLINK.whyNot(Workload.SLIDING, 600))
                .hasValue("it puts the result of each second into 600 windows");
        assertThat(PeerContender.FLINK.whyNot(Workload.SLIDING, 60)).isEmpty();
        assertThat(PeerContender.FLINK.whyNot(Workload.JOIN, 1)).isEmpty();
        assertThat(PeerContender.SPARK.whyNot(Workload.SLIDING_MAX, 3_600))
                .hasValue("every batch is a job over the partitions of 3,600 batches");
        assertThat(PeerContender.SPARK.whyNot(Workload.SLIDING, 3_600)).isEmpty();
    }

    @Test
    void selfClockedBatchesAreComparedByTheirLatency() {
        assertThat(new PeerNames.OfContender().convert("sluice-auto").does(Workload.LATENCY))
                .isTrue();
        assertThat(PeerContender.SLUICE_AUTO.does(Workload.GREP)).isFalse();
    }

    @Test
    void whatIsWrittenByHandKeepsNothing() {
        assertThat(PeerContender.HAND.does(Workload.STATE)).isTrue();
        assertThat(PeerContender.HAND.does(Workload.DURABLE_STATE)).isFalse();
        assertThat(PeerContender.FLINK.does(Workload.DURABLE_STATE)).isTrue();
    }
}
