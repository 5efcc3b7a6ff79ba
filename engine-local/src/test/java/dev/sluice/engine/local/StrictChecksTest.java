package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StorageLevel;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineSettings;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.error.CodecException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Function;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.KeyedPlans;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.storage.TypeRegistry;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrictChecksTest {
    private static final Origin ORIGIN = Jobs.origin("map");
    private static final HashPartitioner TWO = new HashPartitioner(2);

    private final Engine engine =
            new LocalEngineProvider().start(new EngineSettings("test", "local[2]", true, Map.of()));

    /** Not serializable in any way. */
    private static final class Connection {
        private int calls;

        int call(int n) {
            calls++;
            return n;
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aFunctionThatCapturesWhatCannotBeSerializedIsRefused() {
        Connection connection = new Connection();
        assertThatThrownBy(() -> collect(Plans.map(numbers(), connection::call, ORIGIN)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith("the function of map at Program.java:7 captures the object before `::call`");
        assertThatThrownBy(() -> collect(Plans.mapPartitions(
                        numbers(), (partition, records) -> connection.call(0) == 0 ? records : null, false, ORIGIN)))
                .isInstanceOf(InvalidProgramException.class);
        assertThatThrownBy(() ->
                        collect(KeyedPlans.reduceByKey(pairs(), (left, right) -> connection.call(left), TWO, ORIGIN)))
                .isInstanceOf(InvalidProgramException.class);
        assertThat(connection.calls).isZero();
    }

    @Test
    void aTaskIsCheckedToo() {
        Connection connection = new Connection();
        Task.Pull<Integer, Integer> task = (context, records) -> connection.call(records.next());
        try (JobGroup group = open()) {
            assertThatThrownBy(() -> group.run(numbers(), List.of(0), task))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageStartingWith("the function of a job over source at Program.java:7 captures");
        }
    }

    @Test
    void aFunctionIsCheckedOnceHoweverOftenItRuns() {
        CountedFunction function = new CountedFunction();
        CountedFunction.WRITTEN.set(0);
        PlanNode<Integer> node = Plans.map(numbers(), function, ORIGIN);
        for (int batch = 0; batch < 3; batch++) {
            assertThat(collect(node)).containsExactly(1, 2, 3, 4);
        }
        assertThat(CountedFunction.WRITTEN).hasValue(1);
    }

    private static final class CountedFunction implements Function<Integer, Integer> {
        private static final AtomicInteger WRITTEN = new AtomicInteger();

        @Override
        public Integer apply(Integer n) {
            return n;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            WRITTEN.incrementAndGet();
            out.defaultWriteObject();
        }
    }

    @Test
    void recordsThatCannotBeSerializedMayPassFromStepToStep() {
        PlanNode<Connection> connections = Plans.map(numbers(), n -> new Connection(), ORIGIN);
        assertThat(collect(Plans.map(connections, connection -> connection.call(5), ORIGIN)))
                .containsOnly(5);
        assertThat(collect(persist(connections, StorageLevel.MEMORY_ONLY))).hasSize(4);
    }

    @Test
    void recordsThatCannotBeSerializedCannotBeExchanged() {
        PlanNode<KeyValue<Integer, Connection>> connections =
                Plans.map(numbers(), n -> KeyValue.of(n, new Connection()), ORIGIN);
        assertThatThrownBy(() -> collect(KeyedPlans.partitionBy(connections, TWO, Jobs.origin("partitionBy"))))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("a record of partitionBy at Program.java:7 cannot be written and read: ")
                .hasMessageContaining("Connection");
    }

    @Test
    void recordsThatCannotBeSerializedCannotBeKeptAsBytes() {
        PlanNode<Connection> connections = Plans.map(numbers(), n -> new Connection(), ORIGIN);
        assertThatThrownBy(() -> collect(persist(connections, StorageLevel.MEMORY_ONLY_SER)))
                .isInstanceOf(CodecException.class);
    }

    @Test
    void recordsOfDeclaredClassesMayBeExchanged() {
        TypeRegistry types = TypeRegistry.builder().allow(Connection.class).build();
        PlanNode<KeyValue<Integer, Connection>> connections =
                Plans.map(numbers(), n -> KeyValue.of(n, new Connection()), ORIGIN);
        try (Engine declared = new LocalEngineProvider()
                        .start(new EngineSettings("test", "local", true, types, null, Map.of()));
                JobGroup group = declared.open(new GroupOptions("test batch 1", FaultHandler.FAIL))) {
            assertThat(Jobs.collect(group, KeyedPlans.partitionBy(connections, TWO, ORIGIN)))
                    .hasSize(4);
        }
    }

    @Test
    void valuesPassEveryCheck() {
        PlanNode<KeyValue<Integer, Integer>> sums = KeyedPlans.reduceByKey(pairs(), Integer::sum, TWO, ORIGIN);
        assertThat(collect(persist(sums, StorageLevel.MEMORY_AND_DISK_SER)))
                .containsExactlyInAnyOrder(KeyValue.of(0, 6), KeyValue.of(1, 4));
        assertThat(collect(Plans.repartition(numbers(), 3, ORIGIN))).hasSize(4);
    }

    private static PlanNode<Integer> numbers() {
        return Plans.ofList(List.of(1, 2, 3, 4), 2, Jobs.origin("source"));
    }

    private static PlanNode<KeyValue<Integer, Integer>> pairs() {
        return Plans.map(numbers(), n -> KeyValue.of(n % 2, n), ORIGIN);
    }

    private <T> PlanNode<T> persist(PlanNode<T> node, StorageLevel level) {
        return new Persist<>(engine.newPersistId(), node, level, ORIGIN);
    }

    private JobGroup open() {
        return engine.open(new GroupOptions("test batch 1", FaultHandler.FAIL));
    }

    private <T> List<T> collect(PlanNode<T> node) {
        try (JobGroup group = open()) {
            return Jobs.collect(group, node);
        }
    }
}
