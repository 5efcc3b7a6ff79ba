package dev.sluice.plan;

import dev.sluice.function.Function;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two passes over the same data, within one plan and without a job in between: the first sums up each partition, then
 * one decision is made from all sums, then the second pass reads the records again, knowing the decision.
 *
 * @param summary gives one sum for each partition
 * @param decide makes the decision from the sums of all partitions, in order
 * @param second works on the records with the decision
 */
record TwoPass<T, S, D, R>(Step<T, S> summary, Function<List<S>, D> decide, Second<D, T, R> second) {

    /** The second pass over a partition. */
    @FunctionalInterface
    interface Second<D, T, R> extends Serializable {
        /** Opens the pass. */
        Emitter<T> open(D decision, TaskContext task, Origin origin, Emitter<? super R> out);
    }

    PlanNode<R> over(PlanNode<T> node, Origin origin) {
        if (node.partitions() == 0) {
            return Plans.empty(origin);
        }
        PlanNode<S> sums = Plans.gather(new Narrow<>(node, summary, false, origin), origin);
        PlanNode<D> decision = new Narrow<>(sums, new DecideStep<>(decide), false, origin);
        return new Zip<>(
                List.of(Plans.replicate(decision, node.partitions(), origin), node),
                new SecondStep<>(second),
                null,
                origin);
    }

    private record DecideStep<S, D>(Function<List<S>, D> decide) implements Step.Element<S, D> {
        @Override
        public Stage<S> open(TaskContext task, Origin origin, Emitter<? super D> out) {
            List<S> sums = new ArrayList<>();
            return new Stage<>() {
                @Override
                public void emit(S sum) {
                    sums.add(sum);
                }

                @Override
                public void finish() throws Exception {
                    out.emit(UserCode.get(() -> decide.apply(sums), origin));
                }
            };
        }
    }

    private record SecondStep<D, T, R>(Second<D, T, R> second) implements ZipStep<R> {
        @Override
        public Inputs open(TaskContext task, Origin origin, Emitter<? super R> out) {
            return new Inputs() {
                private @Nullable Emitter<T> opened;

                @Override
                @SuppressWarnings({"unchecked", "NullAway"}) // parent 0 gives one decision, then parent 1 its records
                public Emitter<Object> input(int parent) {
                    return parent == 0
                            ? decision -> opened = second.open((D) decision, task, origin, out)
                            : record -> opened.emit((T) record);
                }

                @Override
                public void finish() {}
            };
        }
    }
}
