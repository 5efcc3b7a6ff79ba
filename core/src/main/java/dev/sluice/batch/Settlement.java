package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.journal.Journal;
import dev.sluice.source.Input;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** Tells the inputs what is durable and what is settled, in the order of the batches. Guarded by the lock of the loop. */
final class Settlement {
    private final Journal journal;
    private final List<Input<?>> inputs;
    private final Deque<Batch> done = new ArrayDeque<>();
    private final Deque<Batch> forgotten = new ArrayDeque<>();

    Settlement(Journal journal, List<Input<?>> inputs) {
        this.journal = journal;
        this.inputs = inputs;
    }

    void done(Batch batch) {
        done.add(batch);
        advance();
    }

    /** Tells what has become durable and settled meanwhile. */
    void advance() {
        long durable = journal.durable();
        while (!done.isEmpty() && done.getFirst().id() <= durable) {
            tell(done.getFirst(), Input::forget);
            forgotten.add(done.removeFirst());
        }
        long settled = journal.settled();
        while (!forgotten.isEmpty() && forgotten.getFirst().id() <= settled) {
            tell(forgotten.removeFirst(), Input::settled);
        }
    }

    private void tell(Batch batch, BiConsumer<Input<?>, Batch> message) {
        inputs.forEach(input -> message.accept(input, batch));
    }
}
