package dev.sluice.peers.jet;

import com.hazelcast.function.ToLongFunctionEx;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.Sinks;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;

/** Adds up what results are worth, in a cooperative thread. */
final class TallyProcessor<T> extends AbstractProcessor {
    private final ToLongFunctionEx<T> worth;
    private long answer;

    private TallyProcessor(ToLongFunctionEx<T> worth) {
        this.worth = worth;
    }

    static <T> Sink<T> sink(ToLongFunctionEx<T> worth) {
        return Sinks.fromProcessor("tally", ProcessorMetaSupplier.of(Input.SHARES, () -> new TallyProcessor<>(worth)));
    }

    @Override
    @SuppressWarnings("unchecked")
    protected boolean tryProcess(int ordinal, Object result) {
        answer += worth.applyAsLong((T) result);
        return true;
    }

    @Override
    public void close() {
        Tally.add(answer);
    }
}
