package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.function.QuadFunction;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps that update a state, beside each other: the one over all keys at once does what the others do. */
class UpdateStepsTest {
    private static final Batch BATCH = new Batch(1, Instant.EPOCH, Duration.ofSeconds(1), 1);
    private static final QuadFunction<Batch, String, List<String>, Optional<String>, Optional<String>> APPEND =
            (batch, key, values, before) -> values.isEmpty()
                    ? before
                    : Optional.of(before.orElse("") + String.join("", values)).filter(text -> text.length() < 4);

    private final StateTable<String, String> table = new StateTable<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void allStepsAgree(long seed) throws Exception {
        Random random = new Random(seed);
        StateTable<String, String> active = new StateTable<>();
        StateTable<String, String> atOnce = new StateTable<>();
        for (int batch = 0; batch < 30; batch++) {
            List<KeyValue<String, List<String>>> groups = groups(random);
            boolean kept = random.nextInt(4) > 0;
            List<Object> each = run(new UpdateEachStep<>(APPEND, BATCH, false), table, groups, kept);
            assertThat(run(new UpdateStateStep<>(UpdateStepsTest::lazily, BATCH, false), atOnce, groups, kept))
                    .isEqualTo(each);
            List<Object> given = run(new UpdateActiveStep<>(APPEND, BATCH, false), active, groups, kept);
            List<String> keys = groups.stream().map(KeyValue::key).toList();
            assertThat(given)
                    .containsExactlyInAnyOrderElementsOf(each.stream()
                            .filter(state -> keys.contains(((KeyValue<?, ?>) state).key()))
                            .toList());
            assertThat(active.states()).containsExactlyInAnyOrderElementsOf(table.states());
            assertThat(atOnce.states()).containsExactlyElementsOf(table.states());
        }
    }

    @Test
    void aStateThatStaysTheSameInstanceIsNotStoredAnew() throws Exception {
        List<KeyValue<String, List<String>>> groups =
                List.of(KeyValue.of("a", List.of("x")), KeyValue.of("b", List.of("y")));
        run(new UpdateEachStep<>(APPEND, BATCH, false), table, groups, true);
        table.capture(true);
        run(new UpdateEachStep<>(APPEND, BATCH, false), table, List.of(), true);
        run(new UpdateStateStep<>(UpdateStepsTest::lazily, BATCH, false), table, List.of(), true);
        assertThat(Stored.of(table.capture(false))).isEmpty();
        run(new UpdateEachStep<>(APPEND, BATCH, false), table, groups.subList(1, 2), true);
        assertThat(table.capture(false).rows()).isEqualTo(1);
    }

    /** Gives each result when it is asked for, and not before. */
    private static Iterator<KeyValue<String, String>> lazily(
            Batch batch, Iterator<KeyedUpdate<String, String, String>> updates) {
        List<KeyedUpdate<String, String, String>> one = new ArrayList<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (one.isEmpty() && updates.hasNext()) {
                    KeyedUpdate<String, String, String> update = updates.next();
                    if (after(update).isPresent()) {
                        one.add(update);
                    }
                }
                return !one.isEmpty();
            }

            @Override
            public KeyValue<String, String> next() {
                KeyedUpdate<String, String, String> update = one.remove(0);
                return KeyValue.of(update.key(), after(update).orElseThrow());
            }
        };
    }

    private static Optional<String> after(KeyedUpdate<String, String, String> update) {
        try {
            return APPEND.apply(BATCH, update.key(), update.values(), update.state());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<KeyValue<String, List<String>>> groups(Random random) {
        List<KeyValue<String, List<String>>> groups = new ArrayList<>();
        for (int key = 0; key < 20; key++) {
            if (random.nextInt(5) == 0) {
                groups.add(KeyValue.of("k" + key, List.of("abc".substring(random.nextInt(3)))));
            }
        }
        return groups;
    }

    private static List<Object> run(
            StateStep<StateTable<String, String>, KeyValue<String, String>> step,
            StateTable<String, String> table,
            List<? extends KeyValue<String, ?>> records,
            boolean kept)
            throws Exception {
        List<Object> out = new ArrayList<>();
        table.begin();
        Origin origin = new Origin("update", "UpdateStepsTest.java:1");
        ZipStep.Inputs inputs = step.open(table, new TaskContext(0, FaultHandler.FAIL), origin, out::add);
        Emitter<Object> input = inputs.input(0);
        for (Object record : records) {
            input.emit(record);
        }
        inputs.finish();
        if (kept) {
            table.commit();
        } else {
            table.rollback();
        }
        return out;
    }
}
