package dev.sluice.peers.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/** The sum of each key so far. */
final class RunningSum extends RichMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private transient ValueState<Long> sums;

    @Override
    public void open(OpenContext context) {
        sums = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
    }

    @Override
    public Tuple2<Long, Long> map(Tuple2<Long, Long> pair) throws Exception {
        Long before = sums.value();
        long sum = (before == null ? 0 : before) + pair.f1;
        sums.update(sum);
        return Tuple2.of(pair.f0, sum);
    }
}
