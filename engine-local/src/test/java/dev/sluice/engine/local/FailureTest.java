package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.error.OperatorException;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.plan.Step;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every failure is typed and blames the one who failed. */
@ParameterizedClass
@EnumSource
class FailureTest {
    @Parameter
    private Mode mode;

    private LocalEngine engine;
    private JobGroup group;

    @BeforeEach
    void start() {
        engine = mode.engine();
        group = Mode.group(engine);
    }

    @AfterEach
    void close() {
        group.close();
        engine.close();
    }

    @Test
    void aSourceThatCannotBeReadIsBlamedItself() {
        Split<Integer> unreadable = new UnreadableSplit();
        PlanNode<Integer> node = Plans.map(
                new Source<>(List.of(unreadable, unreadable), Jobs.origin("textFile")), n -> n, Jobs.origin("map"));
        String message = "textFile at Program.java:7 failed: java.io.IOException: no such file";

        assertThatThrownBy(() -> Jobs.push(group, node))
                .isInstanceOf(OperatorException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Jobs.pull(group, node))
                .isInstanceOf(OperatorException.class)
                .hasMessage(message);
    }

    private record UnreadableSplit() implements Split<Integer> {
        @Override
        public Iterator<Integer> iterator() throws IOException {
            throw new IOException("no such file");
        }

        @Override
        public long size() {
            return UNKNOWN;
        }
    }

    @Test
    void aTaskThatFailsIsNotTakenForTheSource() {
        Task.Push<Integer, Object> task = context -> new Task.Run<>() {
            @Override
            public void emit(Integer record) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Object result() {
                return "done";
            }
        };
        assertThatThrownBy(() -> group.run(numbers(), List.of(0, 1), task))
                .isExactlyInstanceOf(SluiceException.class)
                .hasMessage("test batch 1: a job over source at Program.java:7 failed: java.io.IOException: disk full")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aTaskThatPullsAndFailsIsTyped() {
        Task.Pull<Integer, Object> task = (context, records) -> {
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> group.run(numbers(), List.of(0), task))
                .hasMessage("test batch 1: a job over source at Program.java:7 failed: java.io.IOException: disk full");
    }

    @Test
    void aFailingFunctionOverPartitionsIsNamed() {
        PlanNode<Integer> failing = Plans.mapPartitions(
                numbers(),
                (partition, records) -> {
                    throw new IOException("partition " + partition);
                },
                false,
                Jobs.origin("mapPartitions"));
        assertThatThrownBy(() -> group.run(failing, List.of(1), Jobs.pushToList()))
                .isInstanceOf(OperatorException.class)
                .hasMessage("mapPartitions at Program.java:7 failed: java.io.IOException: partition 1");
    }

    @Test
    void aFunctionOverPartitionsThatReturnsNullIsToldWhatToReturn() {
        PlanNode<Integer> failing =
                Plans.mapPartitions(numbers(), (partition, records) -> null, false, Jobs.origin("mapPartitions"));
        assertThatThrownBy(() -> Jobs.push(group, failing))
                .hasMessage(
                        "mapPartitions at Program.java:7 failed: java.lang.NullPointerException: the function returned"
                                + " null; return an empty iterator for no records");
    }

    @Test
    void aFailureBehindAFunctionOverPartitionsKeepsItsName() {
        PlanNode<Integer> failing = Plans.map(numbers(), n -> n / (n - n), Jobs.origin("map"));
        PlanNode<Integer> node =
                Plans.mapPartitions(failing, (partition, records) -> records, false, Jobs.origin("mapPartitions"));
        assertThatThrownBy(() -> group.run(node, List.of(0), Jobs.pushToList()))
                .hasMessage("map at Program.java:7 failed on record 1: java.lang.ArithmeticException: / by zero");
    }

    @Test
    void aStepThatCannotBeOpenedIsNamed() {
        Origin origin = Jobs.origin("custom");
        Step.Element<Integer, Integer> step = (task, at, out) -> {
            throw new IllegalStateException("no room");
        };
        PlanNode<Integer> node = new Narrow<>(numbers(), step, false, origin);
        String message = "custom at Program.java:7 failed: java.lang.IllegalStateException: no room";
        assertThatThrownBy(() -> Jobs.push(group, node)).hasMessage(message);
        assertThatThrownBy(() -> Jobs.pull(group, node)).hasMessage(message);
    }

    @Test
    void aFunctionThatRecursesForEverIsNamed() {
        PlanNode<Integer> node = Plans.map(numbers(), FailureTest::forEver, Jobs.origin("map"));
        assertThatThrownBy(() -> group.run(node, List.of(0), Jobs.pushToList()))
                .isInstanceOf(OperatorException.class)
                .hasMessage("map at Program.java:7 failed on record 1: java.lang.StackOverflowError");
    }

    private static int forEver(int n) {
        return 1 + forEver(n + 1);
    }

    @Test
    void errorsOfTheJvmPassThroughSteps() {
        OutOfMemoryError error = new OutOfMemoryError("heap");
        PlanNode<Integer> node = Plans.map(
                numbers(),
                n -> {
                    throw error;
                },
                Jobs.origin("map"));
        assertThatThrownBy(() -> Jobs.push(group, node)).isSameAs(error);
    }

    @Test
    void anErrorOfTheJvmGoesBeforeTheFailureOfAnotherPartition() {
        OutOfMemoryError error = new OutOfMemoryError("heap");
        IllegalStateException first = new IllegalStateException("first");
        Job job = new Job(new Cancellation("batch 1"), Jobs.origin("map"), 2, (index, running) -> {
            if (index == 1) {
                throw first;
            }
            running.runNext();
            throw error;
        });
        job.runAll();
        assertThatThrownBy(job::throwFailure).isSameAs(error).hasSuppressedException(first);
    }

    @Test
    void afterAFailureTheGroupGoesOn() {
        PlanNode<Integer> failing = Plans.map(numbers(), n -> n / (n - n), Jobs.origin("map"));
        assertThatThrownBy(() -> Jobs.push(group, failing)).isInstanceOf(OperatorException.class);
        assertThat(Jobs.collect(group, numbers())).containsExactly(1, 2, 3);
    }

    private static PlanNode<Integer> numbers() {
        return Plans.ofList(List.of(1, 2, 3), 2, Jobs.origin("source"));
    }
}
