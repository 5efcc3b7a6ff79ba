package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which masters go to Spark, and as what. */
class SparkMasterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "spark:local[2] local[2]",
                "spark:local local",
                "spark://host:7077 spark://host:7077",
                "local-cluster[2,1,1024] local-cluster[2,1,1024]",
                "yarn yarn",
                "k8s://https://host k8s://https://host"
            })
    void goesToSpark(String master, String spark) {
        assertThat(SparkMaster.isSpark(master)).isTrue();
        assertThat(SparkMaster.forSpark(master)).isEqualTo(spark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[2]", "local[*]", "yarn2", "k8s", "sparkle"})
    void doesNot(String master) {
        assertThat(SparkMaster.isSpark(master)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"local[*] spark:local[*]", "spark://host:7077 spark://host:7077", "yarn yarn"})
    void isWhatSparkSubmitSays(String spark, String master) {
        assertThat(SparkMaster.ofSpark(spark)).isEqualTo(master);
        assertThat(SparkMaster.isSpark(master)).isTrue();
        assertThat(SparkMaster.forSpark(master)).isEqualTo(spark);
    }
}
