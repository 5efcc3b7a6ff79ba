package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.function.QuadFunction;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.Rehearsal;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** States by key, run by their own steps; keys come, go, come anew and time out. */
class GeneratedStateCapturesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRestoredTableOfStatesGoesOnAsIfNothingHadHappened(long seed) throws Exception {
        new Rehearsal<>(StateTable<String, String>::new, new Updates()).run(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void statesMoveToOtherPartitions(long seed) throws Exception {
        new Rehearsal<>(StateTable<String, String>::new, new Updates()).runReplaced(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRestoredTableOfMappedStatesGoesOnAsIfNothingHadHappened(long seed) throws Exception {
        new Rehearsal<>(StateTable<String, String>::new, new Mappings()).run(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void restoredKeysTimeOutInTheSameBatchesAndInTheSameOrder(long seed) throws Exception {
        new Rehearsal<>(TimedTable<String, String>::new, new TimedMappings(1 + (int) (seed % 9))).run(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void timedStatesMoveToOtherPartitions(long seed) throws Exception {
        new Rehearsal<>(TimedTable<String, String>::new, new TimedMappings(1 + (int) (seed % 9))).runReplaced(seed);
    }

    private static final class Updates implements Rehearsal.Play<StateTable<String, String>> {
        @Override
        public List<KeyValue<String, ?>> records(Random random) {
            Map<String, List<String>> grouped = new LinkedHashMap<>();
            someRecords(random)
                    .forEach(record -> grouped.computeIfAbsent(record.key(), key -> new ArrayList<>())
                            .add(String.valueOf(record.value())));
            List<KeyValue<String, ?>> records = new ArrayList<>();
            grouped.forEach((key, values) -> records.add(KeyValue.of(key, values)));
            return records;
        }

        @Override
        public List<Object> batch(StateTable<String, String> state, long id, List<KeyValue<String, ?>> records)
                throws Exception {
            QuadFunction<Batch, String, List<String>, Optional<String>, Optional<String>> append =
                    (batch, key, values, before) -> Optional.of(before.orElse("") + String.join("", values))
                            .filter(text -> text.length() < 4);
            return drive(new UpdateEachStep<>(append, GeneratedStateCapturesTest.batch(id), false), state, records);
        }

        @Override
        public List<Object> content(StateTable<String, String> state) {
            List<Object> content = new ArrayList<>();
            state.states().forEach(content::add);
            return content;
        }
    }

    private static String call(String key, Optional<String> value, State<String> state) {
        String text = state.exists() ? state.get() : "";
        if (value.isEmpty()) {
            return key + " timed out with " + text;
        }
        switch (value.get()) {
            case "x" -> state.remove();
            case "y" -> text += " read only";
            default -> state.update(text + value.get());
        }
        return key + " " + text;
    }

    private static List<Object> content(KeyStates<String, String> state) throws Exception {
        List<Object> content = new ArrayList<>();
        state.emitAll(content::add);
        return content;
    }

    private record Mappings() implements Rehearsal.Play<StateTable<String, String>> {
        @Override
        public List<KeyValue<String, ?>> records(Random random) {
            return someRecords(random);
        }

        @Override
        public List<Object> batch(StateTable<String, String> state, long id, List<KeyValue<String, ?>> records)
                throws Exception {
            StateSpec<String, String, String, String> spec = StateSpec.function(GeneratedStateCapturesTest::call);
            return drive(new MapWithStateStep<>(spec, GeneratedStateCapturesTest.batch(id), false), state, records);
        }

        @Override
        public List<Object> content(StateTable<String, String> state) throws Exception {
            return GeneratedStateCapturesTest.content(state);
        }
    }

    private record TimedMappings(int timeoutSeconds) implements Rehearsal.Play<TimedTable<String, String>> {
        @Override
        public List<KeyValue<String, ?>> records(Random random) {
            return someRecords(random);
        }

        @Override
        public List<Object> batch(TimedTable<String, String> state, long id, List<KeyValue<String, ?>> records)
                throws Exception {
            StateSpec<String, String, String, String> spec = StateSpec.function(GeneratedStateCapturesTest::call);
            Duration timeout = Duration.ofSeconds(timeoutSeconds);
            return drive(
                    new TimedMapStep<>(spec, timeout, GeneratedStateCapturesTest.batch(id), false), state, records);
        }

        @Override
        public List<Object> content(TimedTable<String, String> state) throws Exception {
            return GeneratedStateCapturesTest.content(state);
        }

        @Override
        public void requireSameRows(List<StateChunk> expected, List<StateChunk> actual) {
            assertThat(withoutSequence(actual)).isEqualTo(withoutSequence(expected));
        }

        private static List<List<?>> withoutSequence(List<StateChunk> chunks) {
            return chunks.stream()
                    .<List<?>>map(chunk -> chunk.columns().subList(0, 4))
                    .toList();
        }
    }

    /** Of few keys in most batches, so that others time out; the letters a to c, and x and y now and then. */
    private static List<KeyValue<String, ?>> someRecords(Random random) {
        int keys = random.nextInt(8) == 0 ? 60 : 12;
        List<KeyValue<String, ?>> records = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            String value = Character.toString("aaabbccxy".charAt(random.nextInt(9)));
            records.add(KeyValue.of("k" + random.nextInt(keys), value));
        }
        return records;
    }

    private static Batch batch(long id) {
        return new Batch(id, Instant.ofEpochSecond(id), SECOND, id);
    }

    private static <S extends VersionedState, T> List<Object> drive(
            StateStep<S, T> step, S state, List<KeyValue<String, ?>> records) throws Exception {
        List<Object> out = new ArrayList<>();
        TaskContext task = new TaskContext(0, FaultHandler.FAIL);
        ZipStep.Inputs inputs = step.open(state, task, new Origin("state", "Program.java:7"), out::add);
        for (KeyValue<String, ?> record : records) {
            inputs.input(0).emit(record);
        }
        inputs.finish();
        return out;
    }
}
