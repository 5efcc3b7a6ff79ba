package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.error.StorageException;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputFactory;
import dev.sluice.source.InputPlan;
import dev.sluice.source.PushSource;
import dev.sluice.source.QueueSource;
import dev.sluice.source.RecordLog;
import dev.sluice.source.Resumption;
import dev.sluice.source.Sources;
import dev.sluice.source.StreamSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Inputs that cannot give their records again, with a log, through crashes and full disks. */
class EmbeddedRecoveryTest {
    private static final int RECORDS_MAX = 3;

    private final IntakeFixture world = new IntakeFixture();
    private final MemoryLog log = new MemoryLog();

    @Test
    void aQueueIsReadOnceFromTheLogOnWhereverTheRunCrashes() {
        assertThat(Sweep.crashes(trial(new Queued()))).isGreaterThan(50);
    }

    @Test
    void twoCrashesInARowDoubleNothing() {
        assertThat(Sweep.pairs(trial(new Queued()))).isGreaterThan(1_000);
    }

    @Test
    void whatAPushWasAnsweredForIsReadOnceWhereverTheRunCrashes() {
        assertThat(Sweep.crashes(trial(new Pushed()))).isGreaterThan(50);
    }

    @Test
    void aLogThatFailsOnceOrForLongDoublesNothing() {
        for (int call = 1; call <= 8; call++) {
            for (long to : new long[] {call, Long.MAX_VALUE}) {
                long from = call;
                Supplier<Sweep.Trial> failing = () -> {
                    Sweep.Trial trial = trial(new Queued()).get();
                    trial.lives().log().fail(from, to);
                    return trial;
                };
                assertThat(Sweep.crashes(failing)).isGreaterThan(50);
            }
        }
    }

    @Test
    void whatWasWrittenButNotDurableIsReadOnceIfItSurvives() {
        assertThat(Sweep.pairs(() -> {
                    Sweep.Trial trial = trial(new Queued()).get();
                    trial.lives().log().keepingAll();
                    return trial;
                }))
                .isGreaterThan(1_000);
    }

    private static Supplier<Sweep.Trial> trial(Numbers prototype) {
        return () -> {
            Numbers numbers = prototype.fresh();
            Lives<Integer> lives = new Lives<>(numbers, 8, RECORDS_MAX);
            return new Sweep.Trial(lives, () -> numbers.check(lives));
        };
    }

    /** Lets numbers arrive, none twice. */
    private abstract static class Numbers implements Lives.Program<Integer> {
        private int next;

        abstract Numbers fresh();

        abstract void add(List<Integer> numbers);

        @Override
        public void feed(long batch) {
            if (batch <= 4) {
                add(List.of(next++, next++));
                add(List.of(next++));
            }
        }

        void check(Lives<Integer> lives) {
            assertThat(lives.records()).doesNotHaveDuplicates().isSorted();
            assertThat(List.<Object>copyOf(lives.records()))
                    .isEqualTo(lives.log().records());
            assertThat(lives.outputs()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(RECORDS_MAX));
        }
    }

    private static final class Queued extends Numbers {
        private Queue<List<Integer>> queue = new ArrayDeque<>();

        @Override
        Numbers fresh() {
            return new Queued();
        }

        @Override
        public StreamSource<Integer> source() {
            queue = new ArrayDeque<>();
            return Sources.queue(queue);
        }

        @Override
        void add(List<Integer> numbers) {
            queue.add(numbers);
        }
    }

    private static final class Pushed extends Numbers {
        private final List<CompletableFuture<Integer>> answers = new ArrayList<>();
        private PushSource<Integer> source = new PushSource<>();

        @Override
        Numbers fresh() {
            return new Pushed();
        }

        @Override
        public StreamSource<Integer> source() {
            source = new PushSource<>();
            return Sources.push(source);
        }

        @Override
        void add(List<Integer> numbers) {
            int last = numbers.get(numbers.size() - 1);
            answers.add(source.pushAll(numbers).thenApply(batch -> last));
        }

        @Override
        void check(Lives<Integer> lives) {
            super.check(lives);
            List<Integer> answered = answers.stream()
                    .map(answer -> answer.exceptionally(lost -> -1)
                            .orTimeout(60, TimeUnit.SECONDS)
                            .join())
                    .filter(last -> last >= 0)
                    .toList();
            assertThat(lives.records()).containsAll(answered);
            assertThat(answered).isNotEmpty();
        }
    }

    @Test
    void eachSplitIsInTheLogBeforeTheBatchActsAndIsReadAgainAsTheSameSplit() {
        Input<Integer> input = open(List.of(numbers(0, 10_000)), log.open());
        input.start();
        InputPlan<Integer> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(plan.splits()).hasSize(3);
        LoggedReading reading = (LoggedReading) plan.reading().get();
        log.sync();
        assertThat(log.blocks()).hasSize(3);
        Input<Integer> next = open(List.of(), log.open());
        next.resume(new Resumption(null, List.of()));
        InputPlan<Integer> again = next.replan(world.nextBatch(), reading);
        assertThat(again.splits()).hasSize(3);
        assertThat(again.records()).isEqualTo(10_000);
        assertThat(IntakeFixture.records(again)).isEqualTo(numbers(0, 10_000));
    }

    @Test
    void aLargeSplitIsCutAndAReadingThatFailsGoesOnWhereItWas() {
        List<Integer> large = numbers(0, 50_000);
        Input<Integer> input = open(List.of(large), log.open());
        input.start();
        InputPlan<Integer> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        log.fail(4, 5);
        assertThatThrownBy(() -> plan.reading().get()).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> plan.reading().get()).isInstanceOf(StorageException.class);
        LoggedReading reading = (LoggedReading) plan.reading().get();
        log.sync();
        assertThat(List.copyOf(log.records())).isEqualTo(large);
        assertThat(reading.splits())
                .hasSize(4)
                .allSatisfy(split -> assertThat(split).hasSize(2));
    }

    @Test
    void whatIsLeftInTheLogComesBeforeWhatTheInputHas() {
        RecordLog first = log.open();
        first.write(numbers(0, 5));
        Input<Integer> input = open(List.of(List.of(5, 6)), log.open());
        input.resume(new Resumption(null, List.of(new RecordLog.Range(1, 1, 5))));
        input.start();
        assertThat(input.waiting()).isEqualTo(6);
        assertThat(world.nextRecords(input, 3)).containsExactly(1, 2, 3);
        assertThat(world.nextRecords(input, 3)).containsExactly(4);
        assertThat(world.nextRecords(input, 3)).containsExactly(5, 6);
        assertThat(input.waiting()).isZero();
    }

    @Test
    void anInputHearsOnlyOfTheBatchesThatItPlanned() {
        log.open().write(List.of("left"));
        Told told = new Told();
        Input<String> input =
                Intake.open(new StreamSource.Custom<>("told", "", context -> told), world.context("told", log.open()));
        input.resume(new Resumption(null, List.of(new RecordLog.Range(1, 0, 1))));
        input.start();
        List<Batch> batches = List.of(world.nextBatch(), world.nextBatch());
        batches.forEach(batch -> input.plan(batch, 1));
        batches.forEach(input::committed);
        batches.forEach(input::forget);
        batches.forEach(input::settled);
        assertThat(told.calls).containsExactly("plan 2", "committed 2", "forget 2", "settled 2");
    }

    @Test
    void anInputThatResumesByItselfIsGivenTheLogAndLeftAlone() {
        List<InputContext> contexts = new ArrayList<>();
        Told told = new Told();
        InputFactory<String> resuming = new InputFactory<>() {
            @Override
            public Input<String> open(InputContext context) {
                contexts.add(context);
                return told;
            }

            @Override
            public boolean resumes() {
                return true;
            }
        };
        InputContext context = world.context("told", log.open());
        assertThat(Intake.open(new StreamSource.Custom<>("told", "", resuming), context))
                .isSameAs(told);
        Intake.open(
                new StreamSource.Custom<>("told", "", given -> {
                    contexts.add(given);
                    return told;
                }),
                context);
        assertThat(contexts.get(0).log()).isSameAs(context.log());
        assertThat(contexts.get(1).log()).isNull();
    }

    @Test
    void withoutALogAnInputIsLeftAlone() {
        Told told = new Told();
        StreamSource<String> source = new StreamSource.Custom<>("told", "", context -> told);
        assertThat(Intake.open(source, world.context())).isSameAs(told);
    }

    private Input<Integer> open(List<List<Integer>> batches, RecordLog ahead) {
        StreamSource<Integer> source =
                new StreamSource.Custom<>("queue", "", new QueueSource<>(new ArrayDeque<>(batches), true, List.of()));
        return Intake.open(source, world.context("queue", ahead));
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** Writes down what it is told of batches. */
    private static final class Told implements Input<String> {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void start() {}

        @Override
        public InputPlan<String> plan(Batch batch, long recordsMax) {
            calls.add("plan " + batch.id());
            return new InputPlan<>(List.of(), 0, "nothing");
        }

        @Override
        public void committed(Batch batch) {
            calls.add("committed " + batch.id());
        }

        @Override
        public void forget(Batch batch) {
            calls.add("forget " + batch.id());
        }

        @Override
        public void settled(Batch batch) {
            calls.add("settled " + batch.id());
        }

        @Override
        public boolean stop(Duration timeout) {
            return true;
        }

        @Override
        public long waiting() {
            return 0;
        }
    }
}
