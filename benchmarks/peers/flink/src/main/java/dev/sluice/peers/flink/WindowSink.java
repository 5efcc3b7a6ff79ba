package dev.sluice.peers.flink;

import dev.sluice.peers.workload.Tally;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;

/** Adds up what results are worth, each window for itself. */
final class WindowSink implements Sink<Tuple2<Long, Long>> {
    @Override
    public SinkWriter<Tuple2<Long, Long>> createWriter(WriterInitContext context) {
        return new Writer();
    }

    private static final class Writer implements SinkWriter<Tuple2<Long, Long>> {
        private long second;
        private long answer;

        @Override
        public void write(Tuple2<Long, Long> result, Context context) {
            if (result.f0 != second) {
                close();
                second = result.f0;
            }
            answer += result.f1;
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {
            Tally.addWindow(second, answer);
            answer = 0;
        }
    }
}
