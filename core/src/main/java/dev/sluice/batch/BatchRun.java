package dev.sluice.batch;

import dev.sluice.error.FencedException;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.journal.LeftOut;
import dev.sluice.plan.UserCode;
import dev.sluice.source.InputPlan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known of a planned batch while it waits, runs and runs again. Used by one thread at a time. */
final class BatchRun {
    private final PlannedBatch planned;
    private final Quarantine quarantine;
    private List<InputPlan<?>> inputs;
    private final EndedOutputs outputs;
    private final ArrayDeque<LeftOut> unwritten = new ArrayDeque<>(1);
    private long startedNanos = -1;
    private long endedNanos = -1;
    private int attempts;
    private @Nullable Throwable failure;

    BatchRun(PlannedBatch planned) {
        this.planned = planned;
        this.inputs = planned.inputs();
        this.outputs = new EndedOutputs(planned.batch());
        this.quarantine = new Quarantine(planned.batch());
    }

    PlannedBatch planned() {
        return planned;
    }

    /** What it reads: what was planned, without the records that it failed on. */
    List<InputPlan<?>> inputs() {
        return inputs;
    }

    /** From now on it reads what remains without the records that it failed on. */
    void leaveOut(List<QuarantinedRecord> records, List<Long> numbers, List<InputPlan<?>> remaining) {
        inputs = List.copyOf(remaining);
        records.forEach(quarantine::add);
        unwritten.add(new LeftOut(
                numbers, records.stream().<Object>map(StoredFault::of).toList()));
    }

    /** An earlier run found that it fails on these. */
    void leftOutBefore(LeftOut leftOut) {
        inputs = Selection.without(leftOut.numbers(), inputs);
        leftOut.found().forEach(fault -> quarantine.add(((StoredFault) fault).record()));
    }

    /** Hands over what is not written yet of the records that it failed on, one finding after the other. */
    void writeLeftOut(Consumer<LeftOut> journal) {
        while (!unwritten.isEmpty()) {
            journal.accept(unwritten.getFirst());
            unwritten.removeFirst();
        }
    }

    /** The records left out so far, over all attempts: an output that ended well is not repeated to find them anew. */
    Quarantine quarantine() {
        return quarantine;
    }

    int attempts() {
        return attempts;
    }

    void started(long nanos) {
        if (startedNanos < 0) {
            startedNanos = nanos;
        }
        attempts++;
        failure = null;
        endedNanos = -1;
    }

    /** The failure was one of records that are left out now. */
    void triedAgain() {
        failure = null;
    }

    void ended(long nanos) {
        endedNanos = nanos;
    }

    /** How its outputs ended. */
    EndedOutputs outputs() {
        return outputs;
    }

    /** The first failure of the last attempt. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /**
     * Runs a piece of the batch; a failure is kept. Returns it, or null; throws errors of the virtual machine, after which
     * no other piece runs.
     */
    @Nullable
    Throwable guarded(Runnable piece) {
        try {
            piece.run();
            return null;
        } catch (Throwable thrown) {
            UserCode.rethrowIfFatal(thrown);
            failedWith(thrown);
            return thrown;
        }
    }

    /** Keeps a failure of the attempt; the first is the batch's unless a later one is fatal, others are attached to it. */
    void failedWith(Throwable thrown) {
        Throwable first = failure;
        if (first == null) {
            failure = thrown;
        } else if (LastWord.isFatal(thrown) && !LastWord.isFatal(first)) {
            failure = thrown;
            thrown.addSuppressed(first);
        } else if (first != thrown) {
            first.addSuppressed(thrown);
        }
    }

    /** The attempt failed because another run has taken over; what it failed with is attached. */
    void overtaken(FencedException reason) {
        Throwable tripped = failure;
        if (tripped != null && !(tripped instanceof FencedException)) {
            failure = reason;
            reason.addSuppressed(tripped);
        }
    }

    Duration schedulingDelay() {
        return Duration.ofNanos(Math.max(0, startedNanos - planned.plannedNanos()));
    }

    Duration processingDelay() {
        return Duration.ofNanos(processingNanos());
    }

    long processingNanos() {
        return Math.max(0, endedNanos - startedNanos);
    }

    /** What listeners are told. */
    BatchInfo info() {
        return new BatchInfo(
                planned.batch(),
                planned.infos(),
                outputs.infos(),
                startedNanos < 0 ? Optional.empty() : Optional.of(schedulingDelay()),
                endedNanos < 0 ? Optional.empty() : Optional.of(processingDelay()),
                Optional.ofNullable(failure));
    }
}
