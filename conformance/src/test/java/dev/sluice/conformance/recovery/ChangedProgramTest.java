package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.error.RecoveryException;
import dev.sluice.source.GeneratorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A directory and a program that is not the one that wrote it. */
class ChangedProgramTest {
    private final Restarts restarts = new Restarts();
    private final List<String> seen = new ArrayList<>();

    @Test
    void aStateThatHasAnIdIsFoundAfterTheProgramAroundItHasChanged() {
        restarts.run(2, counting("counts", 2));
        restarts.run(1, ssc -> {
            ssc.directStream("letters", new GeneratorSource<>(1, n -> "a")).foreachRdd(rdd -> {});
            counts(numbers(ssc).filter(n -> true).repartition(3), "counts", 2);
        });
        assertThat(seen).containsExactly("{0=1, 1=1}", "{0=2, 1=2}", "{0=3, 1=3}");
        assertThat(restarts.report().states())
                .extracting(Object::toString)
                .anyMatch(state -> state.startsWith("kept \"counts\" (updateStateByKey at "))
                .contains("kept \"numbers#1\" (numbers)", "new \"letters#1\" (letters)");
    }

    @Test
    void aStateInAnotherNumberOfPartitionsIsConverted() {
        restarts.run(2, counting("counts", 2));
        restarts.run(1, counting("counts", 5));
        assertThat(seen).last().isEqualTo("{0=3, 1=3}");
        assertThat(restarts.report().states())
                .extracting(Object::toString)
                .anyMatch(state ->
                        state.startsWith("converted \"counts\"") && state.endsWith(": from 2 partitions to 5"));
    }

    @Test
    void aProgramThatLostAStateIsRefusedAndNothingIsChanged() {
        restarts.run(2, counting("counts", 2));
        assertThatThrownBy(() -> restarts.run(1, counting("sums", 2)))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("'here' holds what this program does not have any more: \"counts\" (updateState")
                .hasMessageContaining("; the program has instead: new \"sums\" (updateStateByKey at ")
                .hasMessageContaining("Nothing was changed. If it was renamed or moved, give the operator its id with"
                        + " .id(\"…\"); to go on without it, say so with .drop(\"…\") on the builder");
        restarts.run(1, counting("counts", 2));
        assertThat(seen).last().isEqualTo("{0=3, 1=3}");
    }

    @Test
    void whatIsDroppedByNameIsGoneAndTheRestGoesOn() {
        restarts.run(2, counting("counts", 2));
        restarts.run(1, builder -> builder.drop("counts", "never there"), counting("sums", 2));
        assertThat(seen).last().isEqualTo("{0=1, 1=1}");
        assertThat(restarts.report().states())
                .extracting(Object::toString)
                .anyMatch(state -> state.startsWith("dropped \"counts\""))
                .contains("kept \"numbers#1\" (numbers)");
    }

    private Consumer<StreamingContext> counting(String id, int partitions) {
        return ssc -> counts(numbers(ssc), id, partitions);
    }

    private static DStream<Long> numbers(StreamingContext ssc) {
        return ssc.directStream("numbers", new GeneratorSource<>(2, n -> n));
    }

    private void counts(DStream<Long> numbers, String id, int partitions) {
        numbers.mapToPair(n -> KeyValue.of(n % 2, 1L))
                .<Long>updateStateByKey(
                        (batch, key, news, count) -> Optional.of(count.orElse(0L) + news.size()),
                        new HashPartitioner(partitions),
                        null)
                .id(id)
                .foreachRdd(rdd -> seen.add(new TreeMap<>(rdd.collectAsMap()).toString()));
    }
}
