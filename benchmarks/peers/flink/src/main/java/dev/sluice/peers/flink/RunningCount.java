package dev.sluice.peers.flink;

import dev.sluice.peers.workload.Data;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/** The count of each key so far, as what it is worth, with the number that was counted. */
final class RunningCount extends RichMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private transient ValueState<Long> counts;

    @Override
    public void open(OpenContext context) {
        counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public Tuple2<Long, Long> map(Tuple2<Long, Long> pair) throws Exception {
        Long before = counts.value();
        long count = (before == null ? 0 : before) + 1;
        counts.update(count);
        return Tuple2.of(pair.f1, Data.mix(pair.f0) * count);
    }
}
