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
                .contains("there is no contender 'storm'; there are hand, sluice, sluice-auto, spark, flink, jet");
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
