package dev.sluice.benchmarks;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.state.KeyStates;
import dev.sluice.state.MapWithStateStep;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateTable;
import dev.sluice.state.TimedMapStep;
import dev.sluice.state.TimedTable;
import dev.sluice.state.UpdateActiveStep;
import dev.sluice.state.UpdateEachStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A step that keeps state, run without an engine: one partition, each batch begun and committed.
 *
 * @param table the state
 * @param step the step of a batch
 * @param grouped whether the step takes the records grouped by key
 * @param captureEvery after so many batches what changed is taken hold of, as where state is durable; 0 for never
 */
record StateSteps<K, T extends KeyStates<K, Long>>(
        T table, Function<Batch, StateStep<T, ?>> step, boolean grouped, int captureEvery)
        implements StateContender<K> {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Origin ORIGIN = new Origin("count", "StateSteps");

    static <K> StateContender<K> mapWithState(int captureEvery) {
        StateSpec<K, Long, Long, Long> spec = StateSpec.function(StateSteps::count);
        return new StateSteps<>(
                new StateTable<K, Long>(), batch -> new MapWithStateStep<>(spec, batch, false), false, captureEvery);
    }

    static <K> StateContender<K> withTimeout() {
        StateSpec<K, Long, Long, Long> spec = StateSpec.function(StateSteps::count);
        return new StateSteps<>(
                new TimedTable<K, Long>(),
                batch -> new TimedMapStep<>(spec, Duration.ofDays(9), batch, false),
                false,
                0);
    }

    static <K> StateContender<K> updateEach() {
        return new StateSteps<>(
                new StateTable<K, Long>(),
                batch -> new UpdateEachStep<K, Long, Long>(StateSteps::add, batch, false),
                true,
                0);
    }

    static <K> StateContender<K> updateActive() {
        return new StateSteps<>(
                new StateTable<K, Long>(),
                batch -> new UpdateActiveStep<K, Long, Long>(StateSteps::add, batch, false),
                true,
                0);
    }

    @Override
    public List<?> prepare(List<KeyValue<K, Long>> records) {
        if (!grouped) {
            return records;
        }
        Map<K, List<Long>> byKey = new LinkedHashMap<>();
        records.forEach(record ->
                byKey.computeIfAbsent(record.key(), key -> new ArrayList<>(1)).add(record.value()));
        List<KeyValue<K, List<Long>>> groups = new ArrayList<>();
        byKey.forEach((key, values) -> groups.add(KeyValue.of(key, values)));
        return groups;
    }

    @Override
    public void batch(long id, List<?> records) throws Exception {
        table.begin();
        Batch batch = new Batch(id, Instant.ofEpochSecond(id), SECOND, id);
        ZipStep.Inputs inputs =
                step.apply(batch).open(table, new TaskContext(0, FaultHandler.FAIL), ORIGIN, record -> {});
        Emitter<Object> input = inputs.input(0);
        for (Object record : records) {
            input.emit(record);
        }
        inputs.finish();
        table.commit();
        if (captureEvery > 0 && id % captureEvery == 1) {
            table.capture(id == 1);
        }
    }

    @Override
    public long sum() throws Exception {
        long[] sum = new long[1];
        table.emitAll(state -> sum[0] += state.value());
        return sum[0];
    }

    private static <K> Long count(K key, Optional<Long> number, State<Long> state) {
        Long count = (state.exists() ? state.get() : 0L) + number.orElse(0L);
        state.update(count);
        return count;
    }

    private static <K> Optional<Long> add(Batch batch, K key, List<Long> numbers, Optional<Long> before) {
        long sum = 0;
        for (Long number : numbers) {
            sum += number;
        }
        return sum == 0 ? before : Optional.of(before.orElse(0L) + sum);
    }
}
