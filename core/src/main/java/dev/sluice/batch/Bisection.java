package dev.sluice.batch;

import dev.sluice.error.OperatorException;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.source.InputPlan;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the records that a batch fails on when a function threw that is not called for single records: one that reduces,
 * updates a state, or maps whole partitions, or a sink.
 *
 * <p>The batch is tried with the first n of its records, to no effect: nothing is committed and nothing published. The
 * smallest n at which it fails ends with a record to blame, which is left out; and so on, until all others pass. Each
 * costs as many tries as halving the records takes. The same batch gives the same records.
 */
final class Bisection {
    private static final Logger LOG = LoggerFactory.getLogger(Bisection.class);
    private static final int BLAMED_MAX = 100;

    private final BatchRun batch;
    private final Function<List<InputPlan<?>>, Optional<Throwable>> trial;
    private final Selection selection;
    private final TreeSet<Long> excluded = new TreeSet<>();

    private Bisection(BatchRun batch, Function<List<InputPlan<?>>, Optional<Throwable>> trial) throws Exception {
        this.batch = batch;
        this.trial = trial;
        this.selection = new Selection(batch.inputs());
    }

    /**
     * Leaves out of a batch that failed the records to blame.
     *
     * @param trial the batch with these inputs, without any effect; gives its failure
     * @return whether all others pass now; otherwise nothing was left out
     */
    static boolean leaveOut(BatchRun batch, Function<List<InputPlan<?>>, Optional<Throwable>> trial) {
        try {
            return new Bisection(batch, trial).run();
        } catch (Exception e) {
            LOG.warn(
                    "the records to blame for the failure of {} could not be looked for",
                    batch.planned().batch(),
                    e);
            return false;
        }
    }

    private boolean run() throws Exception {
        Quarantine found = new Quarantine(batch.planned().batch());
        for (Optional<Throwable> failure = failure(selection.records());
                failure.isPresent();
                failure = failure(selection.records())) {
            if (excluded.size() == BLAMED_MAX || !(failure.get() instanceof OperatorException) || !blame(found)) {
                return false;
            }
        }
        if (excluded.isEmpty()) {
            return false;
        }
        batch.leaveOut(found.records(), List.copyOf(excluded), selection.below(Long.MAX_VALUE, excluded));
        return true;
    }

    private Optional<Throwable> failure(long end) {
        return trial.apply(selection.below(end, excluded));
    }

    /** Finds the record at which the batch begins to fail; false if it fails without any. */
    private boolean blame(Quarantine found) throws Exception {
        long passes = 0;
        long fails = selection.records();
        if (failure(passes).isPresent()) {
            return false;
        }
        while (fails - passes > 1) {
            long middle = passes + (fails - passes) / 2;
            if (failure(middle).isPresent()) {
                fails = middle;
            } else {
                passes = middle;
            }
        }
        Throwable cause = failure(fails).orElse(null);
        if (!(cause instanceof OperatorException blamed) || !excluded.add(fails - 1)) {
            return false;
        }
        Throwable thrown = blamed.getCause() == null ? blamed : blamed.getCause();
        found.add(new QuarantinedRecord(
                batch.planned().batch(), blamed.operator(), blamed.location(), selection.record(fails - 1), thrown));
        return true;
    }
}
