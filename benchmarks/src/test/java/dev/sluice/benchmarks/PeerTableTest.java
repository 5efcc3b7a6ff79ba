package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTableTest {
    private static Outcome run(long records, double cpu) {
        return new Outcome("1.2", records, 2, cpu, 100_000_000, 50_000_000, 0, Form.BATCHES, 0, 0.5, 2, 9);
    }

    private static Map<PeerContender, List<Outcome>> runs() {
        Map<PeerContender, List<Outcome>> runs = new EnumMap<>(PeerContender.class);
        runs.put(PeerContender.HAND, List.of(run(4_000_000, 4), run(2_000_000, 2), run(8_000_000, 8)));
        runs.put(PeerContender.SLUICE, List.of(run(2_000_000, 4), run(2_000_000, 4), run(2_000_000, 4)));
        return runs;
    }

    @Test
    void aRatioIsTheMedianOfThoseOfTheRounds() {
        List<String> lines = new PeerTable(runs()).throughput();

        assertThat(words(lines.get(0)))
                .isEqualTo("version records/s of hand's of Sluice's CPU s CPU s/million of Sluice's peak MB live MB");
        assertThat(words(lines.get(1)))
                .isEqualTo("hand 1.2 2,000,000 (1,000,000–4,000,000) 1.000 2.000 4.0 1.000 0.500 100 50");
        assertThat(words(lines.get(2)))
                .isEqualTo("sluice 1.2 1,000,000 (1,000,000–1,000,000) 0.500 1.000 4.0 2.000 1.000 100 50");
    }

    @Test
    void withoutTheOneToCompareWithThereIsNoRatio() {
        Map<PeerContender, List<Outcome>> runs = runs();
        runs.remove(PeerContender.HAND);

        assertThat(words(new PeerTable(runs).throughput().get(1))).contains("(1,000,000–1,000,000) - 1.000 4.0");
    }

    @Test
    void secondsOfDataAreThoseOfTheWholeRun() {
        Outcome run = new Outcome("1.2", 8_000, 2, 4, 1, 1, 30_000, Form.BATCHES, 0, 0.5, 2, 9);

        assertThat(new PeerTable(Map.of(PeerContender.JET, List.of(run, run))).secondsOfData(1_000))
                .isEqualTo("seconds of data: jet 30");
    }

    @Test
    void latencyIsShownInMilliseconds() {
        assertThat(words(new PeerTable(runs()).latency().get(2)))
                .isEqualTo("sluice 1.2 1,000,000 0.500 (0.500–0.500) 2.000 (2.000–2.000) 9.000 (9.000–9.000) 4.0 100");
    }

    private static String words(String line) {
        return line.strip().replaceAll(" +", " ");
    }
}
