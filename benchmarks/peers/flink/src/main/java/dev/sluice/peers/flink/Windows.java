package dev.sluice.peers.flink;

import dev.sluice.peers.workload.Tally;
import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** The functions of the sliding count. */
final class Windows {
    static final Duration SECOND = Duration.ofSeconds(1);

    private Windows() {}

    /** Counts. */
    static final class Count implements AggregateFunction<Long, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Long record, Long count) {
            return count + 1;
        }

        @Override
        public Long getResult(Long count) {
            return count;
        }

        @Override
        public Long merge(Long left, Long right) {
            return left + right;
        }
    }

    /** Adds up counts. */
    static final class Sum implements AggregateFunction<Tuple2<Long, Long>, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Tuple2<Long, Long> count, Long sum) {
            return sum + count.f1;
        }

        @Override
        public Long getResult(Long sum) {
            return sum;
        }

        @Override
        public Long merge(Long left, Long right) {
            return left + right;
        }
    }

    /** The count with its key. */
    static void keyed(Long key, TimeWindow window, Iterable<Long> counts, Collector<Tuple2<Long, Long>> out) {
        counts.forEach(count -> out.collect(Tuple2.of(key, count)));
    }

    /** The count of a window with the window's last second, as what it is worth. */
    static final class Worth implements WindowFunction<Long, Tuple2<Long, Long>, Long, TimeWindow> {
        @Override
        public void apply(Long key, TimeWindow window, Iterable<Long> counts, Collector<Tuple2<Long, Long>> out) {
            long second = window.getEnd() / SECOND.toMillis() - 1;
            counts.forEach(count -> out.collect(Tuple2.of(second, Tally.windowed(second, key, count))));
        }
    }
}
