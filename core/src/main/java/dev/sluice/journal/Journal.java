package dev.sluice.journal;

import dev.sluice.data.Batch;
import dev.sluice.operator.OutputOperator;
import dev.sluice.sink.RunId;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RecordLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of its batches, for a run after a crash. Methods about a batch are called on the thread that runs it;
 * all are thread-safe and may be called again after a failure.
 *
 * <pre>
 *   plan → (compute) → await → output, commit → … → done → (state committed) → snapshot, now and then
 * </pre>
 *
 * @see RunJournal
 */
public interface Journal {
    /** The directory in that of a job in which the processes of an engine leave files for each other, while a run lasts. */
    String WORKSPACE = "executors";

    /** The journal of a run of this program without a directory: nothing is written, nothing is waited for. */
    static Journal none(String program) {
        return new NoJournal(RunId.of(program));
    }

    /** Who writes. */
    RunId run();

    /** The number under which an output is known in all runs. */
    int number(OutputOperator<?> output);

    /** An input has begun for the very first time; durable when this returns. */
    void begun(String input, Object reading);

    /** Writes what a batch reads, unless it is written. */
    void plan(Batch batch, List<InputPlan<?>> inputs, long recordsMax);

    /** Writes that a batch is run without some records; before it acts without them. */
    void leftOut(Batch batch, LeftOut records);

    /**
     * Returns once the plan of the batch is as durable as promised and no other run has taken over: the batch may act.
     *
     * @throws dev.sluice.error.FencedException if another run has taken over
     */
    void await(Batch batch);

    /**
     * Requires that no other run has taken over.
     *
     * @throws dev.sluice.error.FencedException if one has
     */
    void requireRule();

    /** Whether {@link #await} may have to wait for the disk. */
    boolean waits();

    /** An output operation of the batch has ended well. */
    void commit(Batch batch, int output);

    /** All of the batch has ended well. */
    void done(Batch batch);

    /** Whether an earlier run was told that the batch is done. */
    boolean wasDone(Batch batch);

    /** The state is that after this batch: takes hold of it for a snapshot if one is due. */
    void committed(Batch batch, long recordsMax);

    /** The last batch that is done durably. */
    long durable();

    /** The last batch that will never be read again. */
    long settled();

    /** The log of an input; null if nothing is written. */
    @Nullable
    RecordLog log(String input);

    /**
     * An error of the virtual machine may have left anything in memory half changed: nothing is written, promised or
     * deleted any more, and every call that would throws a {@link dev.sluice.error.FatalErrorException}.
     */
    void giveUp(VirtualMachineError error);

    /**
     * Ends the writing. After a stop that left nothing undone a last snapshot is taken, so that the next run has nothing
     * to do again; otherwise one that is under way is waited for. Nothing is written any more when this returns or throws.
     */
    void close(boolean complete);
}
