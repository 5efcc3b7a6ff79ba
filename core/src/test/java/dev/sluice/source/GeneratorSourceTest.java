package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.intake.Intake;
import dev.sluice.intake.IntakeFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratorSourceTest {
    private final IntakeFixture world = new IntakeFixture();

    @Test
    void aBatchHasWhatTheRateGivesInItsIntervalAndFractionsAddUp() {
        Input<String> input = open(new GeneratorSource<>(25, n -> "r" + n));
        assertThat(world.nextRecords(input)).containsExactly("r0", "r1");
        assertThat(world.nextRecords(input)).containsExactly("r2", "r3", "r4");
        assertThat(world.nextRecords(input)).containsExactly("r5", "r6");
    }

    @Test
    void aRateBelowOneRecordABatchWorks() {
        Input<Long> input = open(new GeneratorSource<>(1, n -> n));
        List<Long> records = new ArrayList<>();
        for (int batch = 0; batch < 35; batch++) {
            records.addAll(world.nextRecords(input));
        }
        assertThat(records).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatABatchMayNotReadIsLeftOutOfTheRate() {
        Input<Long> input = open(new GeneratorSource<>(100, n -> n));
        assertThat(world.nextRecords(input, 4)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(world.nextRecords(input)).hasSize(10).startsWith(4L);
    }

    @Test
    void theEndIsReachedExactlyAndStays() {
        Input<Long> input = open(new GeneratorSource<Long>(100, n -> n).records(13));
        assertThat(world.nextRecords(input)).hasSize(10);
        assertThat(world.nextRecords(input)).containsExactly(10L, 11L, 12L);
        assertThat(world.nextRecords(input)).isEmpty();
    }

    @Test
    void partitionsAreEvenAndInOrderAndAPlanIsTheSameEachTime() {
        Input<Long> input = open(new GeneratorSource<Long>(100, n -> n).partitions(3));
        InputPlan<Long> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(plan.splits()).extracting(split -> split.size()).containsExactly(3L, 3L, 4L);
        assertThat(plan.range()).isEqualTo("[0, 10)");
        assertThat(plan.records()).isEqualTo(10);
        List<Long> numbers = LongStream.range(0, 10).boxed().toList();
        assertThat(IntakeFixture.records(plan)).isEqualTo(numbers);
        input.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(IntakeFixture.records(plan)).isEqualTo(numbers);
        assertThat(input.plan(world.nextBatch(), 2).splits()).hasSize(2);
    }

    @Test
    void aFunctionThatThrowsOrGivesNullNamesTheRecord() {
        Input<Long> throwing = open(new GeneratorSource<>(100, n -> {
            if (n == 3) {
                throw new IOException("no luck");
            }
            return n;
        }));
        assertThatThrownBy(() -> world.nextRecords(throwing))
                .isInstanceOf(SourceException.class)
                .hasMessage("the generator's function threw on record 3: java.io.IOException: no luck");
        Input<Long> giving = open(new GeneratorSource<>(100, n -> null));
        assertThatThrownBy(() -> world.nextRecords(giving))
                .isInstanceOf(SourceException.class)
                .hasMessage("the generator's function gave null for record 0; a record is never null: make it an"
                        + " Optional");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new GeneratorSource<>(0, n -> n))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the rate of a generator must be from 1 to a billion, but was 0");
        assertThatThrownBy(() -> new GeneratorSource<>(1, n -> n).partitions(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the number of partitions of a generator must be at least 1, but was 0");
        assertThatThrownBy(() -> new GeneratorSource<>(1, n -> n).records(-1))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the number of records of a generator must be at least 0, but was -1");
    }

    private <T> Input<T> open(GeneratorSource<T> generator) {
        Input<T> input = Intake.open(Sources.generator(generator), world.context());
        input.start();
        return input;
    }
}
