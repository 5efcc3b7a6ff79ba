package dev.sluice.peers.flink;

import dev.sluice.peers.workload.AdData;
import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Tally;
import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** The functions of windows. */
final class Windows {
    static final Duration SECOND = Duration.ofSeconds(1);
    /** Between whole seconds, so that no engine's rule for equal times matters. */
    static final Duration SILENCE = SECOND.multipliedBy(Data.SESSION_SILENCE).minusMillis(500);

    private Windows() {}

    /** Counts. */
    static final class Count<T> implements AggregateFunction<T, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(T record, Long count) {
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

    /** The largest value of records. */
    static final class MaxOfSecond implements AggregateFunction<Long, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Long record, Long max) {
            return Math.max(max, Data.measuredValue(record));
        }

        @Override
        public Long getResult(Long max) {
            return max;
        }

        @Override
        public Long merge(Long left, Long right) {
            return Math.max(left, right);
        }
    }

    /** The largest of those. */
    static final class Max implements AggregateFunction<Tuple2<Long, Long>, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Tuple2<Long, Long> next, Long max) {
            return Math.max(max, next.f1);
        }

        @Override
        public Long getResult(Long max) {
            return max;
        }

        @Override
        public Long merge(Long left, Long right) {
            return Math.max(left, right);
        }
    }

    /** The count of a campaign with its second, as what it is worth. */
    static final class WorthOfCampaign implements WindowFunction<Long, Tuple2<Long, Long>, String, TimeWindow> {
        @Override
        public void apply(
                String campaign, TimeWindow window, Iterable<Long> counts, Collector<Tuple2<Long, Long>> out) {
            long second = window.getEnd() / SECOND.toMillis() - 1;
            counts.forEach(
                    count -> out.collect(Tuple2.of(second, Tally.windowed(second, AdData.number(campaign), count))));
        }
    }

    /** The count of a session with the second in which it has ended, as what it is worth. */
    static final class WorthOfSession implements WindowFunction<Long, Tuple2<Long, Long>, Long, TimeWindow> {
        @Override
        public void apply(Long key, TimeWindow window, Iterable<Long> counts, Collector<Tuple2<Long, Long>> out) {
            long second = window.getEnd() / SECOND.toMillis() + 1;
            counts.forEach(count -> out.collect(Tuple2.of(second, Tally.windowed(second, key, count))));
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
