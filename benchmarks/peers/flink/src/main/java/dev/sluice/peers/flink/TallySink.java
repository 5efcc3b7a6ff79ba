package dev.sluice.peers.flink;

import dev.sluice.peers.workload.Tally;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Adds up what results are worth.
 *
 * @param worth of one result
 */
record TallySink<T>(Worth<T> worth) implements Sink<T> {
    /** What a result is worth. */
    interface Worth<T> extends Serializable {
        long of(T result);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(worth);
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final Worth<T> worth;
        private long answer;

        Writer(Worth<T> worth) {
            this.worth = worth;
        }

        @Override
        public void write(T result, Context context) {
            answer += worth.of(result);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {
            Tally.add(answer);
        }
    }
}
