package dev.sluice.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.spark.SqlSales.Sale;
import dev.sluice.testkit.StreamTester;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlSalesTest {
    @Test
    void theBestArticlesOfEachBatchAreThoseThatBroughtMost() {
        List<List<String>> best = new ArrayList<>();
        try (StreamTester tester = StreamTester.create(builder -> builder.master("spark:local[2]"))) {
            tester.input(
                            List.of(
                                    new Sale("oar", 300),
                                    new Sale("hose", 200),
                                    new Sale("gate", 200),
                                    new Sale("boat", 100),
                                    new Sale("hose", 250)),
                            List.of(new Sale("boat", 1)),
                            List.<Sale>of())
                    .foreachRdd(batch -> best.add(SqlSales.best(batch)));
            tester.runBatches(3);
        }
        assertThat(best).containsExactly(List.of("hose 450", "oar 300", "gate 200"), List.of("boat 1"), List.of());
    }

    /** Its first batch is empty, without a partition. */
    @Test
    void theProgramRunsToItsEndWhereSparkSubmitStartsIt() {
        assertThat(Submitted.run("sql-sales")).isZero();
    }
}
