package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The jobs that tests run. */
final class Jobs {
    private Jobs() {}

    static Origin origin(String operator) {
        return new Origin(operator, "Program.java:7");
    }

    static List<Integer> all(PlanNode<?> node) {
        return IntStream.range(0, node.partitions()).boxed().toList();
    }

    /** The records of each partition, pushed. */
    static <T> List<List<T>> push(JobGroup group, PlanNode<T> node) {
        return group.run(node, all(node), pushToList());
    }

    /** The records of each partition, pulled. */
    static <T> List<List<T>> pull(JobGroup group, PlanNode<T> node) {
        return group.run(node, all(node), pullToList());
    }

    /** All records, pushed. */
    static <T> List<T> collect(JobGroup group, PlanNode<T> node) {
        return push(group, node).stream().flatMap(List::stream).toList();
    }

    static <T> Task.Push<T, List<T>> pushToList() {
        return task -> new Task.Run<>() {
            private final List<T> records = new ArrayList<>();

            @Override
            public void emit(T record) {
                records.add(record);
            }

            @Override
            public List<T> result() {
                return records;
            }
        };
    }

    static <T> Task.Pull<T, List<T>> pullToList() {
        return Jobs::drain;
    }

    private static <T> List<T> drain(TaskContext task, Iterator<T> records) {
        List<T> drained = new ArrayList<>();
        records.forEachRemaining(drained::add);
        assertThat(records.hasNext()).as("more records after the end").isFalse();
        return drained;
    }
}
