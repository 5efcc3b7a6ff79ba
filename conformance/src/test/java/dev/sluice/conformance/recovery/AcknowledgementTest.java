package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.sink.Sinks;
import dev.sluice.source.DirectSource;
import dev.sluice.source.PushSource;
import dev.sluice.source.StreamSource;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What was acknowledged to a source was safe by then. */
class AcknowledgementTest {
    private static final int BATCHES = 7;

    /** Numbers of which the acknowledged ones are gone at once, as in a broker. */
    private record Forgetful(AtomicLong acknowledged) implements DirectSource<Long, Long> {
        @Override
        public Long start() {
            return 0L;
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            return from + 2;
        }

        @Override
        public List<Split<Long>> splits(Long from, Long to) {
            if (from < acknowledged.get()) {
                throw new IllegalStateException(from + " was acknowledged and is gone");
            }
            return List.of(Split.of(LongStream.range(from, to).boxed().toList()));
        }

        @Override
        public void acknowledge(Long position) {
            acknowledged.accumulateAndGet(position, Math::max);
        }
    }

    private static Machine.Definition reading(AtomicLong acknowledged) {
        return (context, out) -> context.directStream("broker", new Forgetful(acknowledged))
                .map(n -> "n" + n)
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void aSourceIsNeverAskedForWhatWasAcknowledgedWhereverTheRunDies() {
        AtomicLong whole = new AtomicLong();
        Machine counted = new Machine();
        Life life = counted.start(reading(whole)).run(BATCHES);
        long operations = life.disk().operations();
        counted.die(life);
        assertThat(whole.get()).isBetween(2L, 2L * BATCHES);
        for (long operation = 1; operation <= operations; operation += 2) {
            AtomicLong acknowledged = new AtomicLong();
            Machine dying = new Machine();
            dying.disk().inject(Fault.crashAfter(operation));
            dying.live(reading(acknowledged), BATCHES, Survival.POWER_CUT_ANY, operation);
            Life next = dying.start(reading(acknowledged)).run(BATCHES);
            assertThat(next.failure()).as("died after %d", operation).isNull();
            dying.die(next);
            assertThat(words(dying)).as("died after %d", operation).doesNotHaveDuplicates();
            assertThat(words(dying).size()).as("died after %d", operation).isGreaterThanOrEqualTo(2 * BATCHES);
        }
    }

    @Test
    void aGracefulStopAcknowledgesEverything() {
        AtomicLong acknowledged = new AtomicLong();
        Machine machine = new Machine();
        machine.stop(machine.start(reading(acknowledged)).run(3));
        assertThat(acknowledged.get()).isEqualTo(words(machine).size());
    }

    @Test
    void aPushThatWasAnsweredIsThereOnceWhereverThePowerIsCut() {
        Machine counted = new Machine();
        long operations = pushed(counted, new TreeMap<>());
        for (long operation = 20; operation <= operations; operation += 2) {
            Machine dying = new Machine();
            dying.disk().inject(Fault.crashAfter(operation));
            Map<String, CompletableFuture<Batch>> answers = new TreeMap<>();
            long reached = pushed(dying, answers);
            assertThat(reached).isLessThanOrEqualTo(operations);
            dying.reboot(Survival.POWER_CUT_ANY, operation);
            dying.die(dying.start((context, out) -> pushing(new PushSource<>()).define(context, out))
                    .run(3));
            assertThat(words(dying))
                    .as("died after %d", operation)
                    .doesNotHaveDuplicates()
                    .containsAll(answered(answers));
        }
    }

    /** Pushes a word before each batch; the operations that were done when the run was over. */
    private static long pushed(Machine machine, Map<String, CompletableFuture<Batch>> answers) {
        PushSource<String> source = new PushSource<>();
        try {
            Life life = machine.start(pushing(source));
            for (int batch = 1; batch <= BATCHES && life.context().failure().isEmpty(); batch++) {
                answers.put("w" + batch, source.push("w" + batch));
                life.run(1);
            }
            long operations = machine.disk().operations();
            life.die();
            return operations;
        } catch (Throwable dead) {
            assertThat(machine.disk().isCrashed()).isTrue();
            return machine.disk().operations();
        }
    }

    private static Machine.Definition pushing(PushSource<String> source) {
        return (context, out) -> context.stream(new StreamSource.Custom<>("pushes", "as often as pushed", source))
                .to(Sinks.textFiles(out, "txt"));
    }

    private static List<String> answered(Map<String, CompletableFuture<Batch>> answers) {
        List<String> answered = new ArrayList<>();
        answers.forEach((word, answer) -> {
            if (answer.handle((batch, failure) -> failure == null).join()) {
                answered.add(word);
            }
        });
        return answered;
    }

    private static List<String> words(Machine machine) {
        return machine.content().stream()
                .flatMap(lines -> List.of(lines.split(" ")).stream())
                .toList();
    }
}
