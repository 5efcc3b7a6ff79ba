package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StorageLevel;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Split;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import dev.sluice.testkit.StreamTester;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is persisted is computed once, whoever reads it, and is what was computed. */
class KeepingTest extends EngineTest {
    /** Not serializable, and not declared. */
    private static final class Undeclared {
        private final int number;

        Undeclared(int number) {
            this.number = number;
        }
    }

    private Rdd<Integer> counted(RddContext home, Engine.Counter computed) {
        return of(home, List.of(Split.of(List.of(1, 2)), Split.of(List.of(3)))).map(n -> {
            computed.add(1);
            return n;
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyLevelKeepsTheRecordsForOtherGroupsToo(StorageLevel level) {
        Engine.Counter computed = engine.counter("kept " + level);
        RddContext root = RddContext.root(engine, new GroupOptions("root", FaultHandler.FAIL));
        Rdd<Integer> kept = counted(root, computed).persist(level);
        for (int batch = 1; batch <= 3; batch++) {
            try (JobGroup jobs = open("batch " + batch)) {
                Rdd<Integer> ofBatch = of(in(jobs), List.of(Split.of(List.of(4))));
                assertThat(ofBatch.union(kept).collect()).containsExactly(4, 1, 2, 3);
            }
        }
        assertThat(computed.value()).isEqualTo(3);
        kept.unpersist();
        assertThat(kept.collect()).containsExactly(1, 2, 3);
        assertThat(computed.value()).isEqualTo(6);
    }

    @Test
    void objectsThatCannotBeWrittenAreKeptOnTheHeap() {
        Rdd<Undeclared> kept = rdd(List.of(1, 2)).map(Undeclared::new).persist(StorageLevel.MEMORY_ONLY);
        assertThat(kept.count()).isEqualTo(2);
        assertThat(kept.map(object -> object.number).collect()).containsExactly(1, 2);
    }

    private static Rdd<List<Integer>> reusing(RddContext home) {
        return of(home, List.of(Split.of(List.of(1, 2)), Split.of(List.of(3, 4))))
                .mapPartitions(KeepingTest::withOneList);
    }

    private static Iterator<List<Integer>> withOneList(Iterator<Integer> numbers) {
        List<Integer> reused = new ArrayList<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return numbers.hasNext();
            }

            @Override
            public List<Integer> next() {
                reused.clear();
                reused.add(numbers.next());
                return reused;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY_ONLY", "MEMORY_AND_DISK_SER"})
    void strictModeNoticesAnIteratorThatReusesItsObject(StorageLevel level) {
        try (Engine strict = engine(true);
                JobGroup jobs = strict.open(new GroupOptions("strict", FaultHandler.FAIL))) {
            Rdd<List<Integer>> kept =
                    reusing(RddContext.ofBatch(strict, jobs, 1)).persist(level);
            assertThatThrownBy(kept::count)
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("persist at KeepingTest\\.java:\\d+: an iterator gave the same object of"
                            + " java\\.util\\.ArrayList twice, changed in between; .*");
        }
    }

    @Test
    void aStateWhoseFunctionThrewLeavesNothingKept() {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(SparkContext.getOrCreate());
        Set<Integer> before = spark.getPersistentRDDs().keySet();
        List<Integer> keptByABatch = new ArrayList<>();
        try (StreamTester tester = StreamTester.create(builder -> builder.master("spark:local[2]"))) {
            tester.input(List.of(1), List.of(0))
                    .mapToPair(n -> KeyValue.of("key", n))
                    .updateStateByKey((values, state) -> Optional.of(1 / values.get(0)))
                    .foreachRdd(rdd -> {
                        rdd.count();
                        keptByABatch.add(spark.getPersistentRDDs().size() - before.size());
                    });
            assertThat(tester.failureWithin(2)).hasMessageContaining("/ by zero");
        }
        assertThat(keptByABatch).containsExactly(1);
        assertThat(spark.getPersistentRDDs().keySet()).isEqualTo(before);
    }
}
