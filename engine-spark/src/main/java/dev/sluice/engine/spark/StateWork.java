package dev.sluice.engine.spark;

import dev.sluice.plan.StateStep;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.ZipStep;
import dev.sluice.snapshot.Cell;
import dev.sluice.table.VersionedState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Makes the next version of a state, partition by partition. The stage that it is in reads the node's parents.
 *
 * @param from where each partition starts
 * @param node without its parents, which stay in the driver
 */
record StateWork(StateFiles files, List<StateChain> from, StateNode node) implements Work<StateResult> {
    StateWork {
        from = List.copyOf(from);
    }

    static StateWork of(StateFiles files, List<StateChain> from, Stateful<?, ?> node) {
        return new StateWork(files, from, StateNode.of(node));
    }

    @Override
    public List<String> locations(int partition) {
        return from.get(partition).locations();
    }

    @Override
    public Iterator<StateResult> over(Evaluation evaluation, int partition) throws Exception {
        StateChain base = from.get(partition);
        HeldStates held = HeldStates.of(files);
        List<Object> emitted = new ArrayList<>();
        Written written = held.of(new Cell(node.operator(), partition, from.size()))
                .step(base, node.version(), node::emptyState, state -> step(state, evaluation, partition, emitted));
        held.forgetOlder(node.operator(), base.version());
        List<StateResult> results = new ArrayList<>();
        results.add(new StateResult(Carried.of(evaluation.engine(), written.at(Spark.location())), null));
        for (int first = 0; first < emitted.size(); first += Records.PIECE_MAX) {
            List<Object> piece = emitted.subList(first, Math.min(emitted.size(), first + Records.PIECE_MAX));
            results.add(new StateResult(null, Records.held(evaluation.engine(), new ArrayList<>(piece))));
        }
        return results.iterator();
    }

    @SuppressWarnings("unchecked") // the states of an operator are made by its own step
    private <S extends VersionedState> void step(
            VersionedState state, Evaluation evaluation, int partition, List<Object> emitted) throws Exception {
        TaskContext task = evaluation.task(partition);
        ZipStep.Inputs inputs;
        try {
            inputs = ((StateStep<S, Object>) node.step())
                    .open((S) state, task, node.origin(), node.read() ? emitted::add : record -> {});
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
        for (int parent = 0; parent < node.parents(); parent++) {
            evaluation.pushRoot(parent, task, inputs.input(parent));
        }
        inputs.finish();
    }
}
