package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.rdd.Rdd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a program runs that names no master: spark-submit leaves its master in a system property. */
class MasterOfProcessTest {
    @AfterEach
    void forget() {
        System.clearProperty("spark.master");
    }

    @Test
    void aProgramWithoutAMasterRunsWhereSparkSubmitStartedIt() {
        System.setProperty("spark.master", "local[2]");
        try (StreamingContext context = withoutMaster()) {
            assertThat(SparkEngine.unwrap(numbers(context)).collect()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void withoutSparkSubmitItRunsInItsJvm() {
        try (StreamingContext context = withoutMaster()) {
            Rdd<Integer> numbers = numbers(context);
            assertThatThrownBy(() -> SparkEngine.unwrap(numbers)).isInstanceOf(InvalidProgramException.class);
        }
    }

    private static StreamingContext withoutMaster() {
        return StreamingContext.builder("without a master")
                .batchInterval(Duration.ofSeconds(1))
                .build();
    }

    private static Rdd<Integer> numbers(StreamingContext context) {
        return context.parallelize(List.of(1, 2, 3));
    }
}
