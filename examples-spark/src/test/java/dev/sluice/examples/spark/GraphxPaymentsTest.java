package dev.sluice.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.spark.GraphxPayments.Payment;
import dev.sluice.testkit.StreamTester;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphxPaymentsTest {
    @Test
    void theGroupsOfABatchAreWhatItsPaymentsConnect() {
        List<Map<Long, Long>> groups = new ArrayList<>();
        try (StreamTester tester = StreamTester.create(builder -> builder.master("spark:local[2]"))) {
            tester.input(
                            List.of(new Payment(5, 4), new Payment(9, 8), new Payment(3, 4), new Payment(5, 6)),
                            List.of(new Payment(1, 1)),
                            List.<Payment>of())
                    .foreachRdd(batch -> groups.add(GraphxPayments.groups(batch)));
            tester.runBatches(3);
        }
        assertThat(groups).containsExactly(Map.of(3L, 4L, 8L, 2L), Map.of(1L, 1L), Map.of());
    }

    /** Its first batch is empty, without a partition. */
    @Test
    void theProgramRunsToItsEndWhereSparkSubmitStartsIt() {
        assertThat(Submitted.run("graphx-payments")).isZero();
    }
}
