package dev.sluice;

import dev.sluice.operator.Operator;
import dev.sluice.plan.PlanNode;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;

/**
 * A stream of records: a sequence of batches, one {@link Rdd} each. See {@link AnyStream} for what can be done with it;
 * {@link #mapToPair} and {@link #keyBy} give a stream with keys.
 */
public sealed class DStream<T> extends AnyStream<T, Rdd<T>, DStream<T>> permits MapWithStateDStream {
    DStream(Program program, Operator<T> operator) {
        super(program, operator);
    }

    @Override
    final DStream<T> with(Operator<T> newOperator) {
        return new DStream<>(program(), newOperator);
    }

    @Override
    final Rdd<T> rdd(RddContext context, PlanNode<T> node) {
        return Rdd.of(context, node);
    }
}
