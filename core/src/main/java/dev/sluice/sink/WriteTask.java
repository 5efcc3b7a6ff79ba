package dev.sluice.sink;

import dev.sluice.engine.Task;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.TaskContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the partitions of one batch into a sink; gives the receipt of each that has records. */
record WriteTask<T>(SinkOutput<T> output, OutputKey key, int partitions) implements Task.Push<T, List<String>> {
    @Override
    public Task.Run<T, List<String>> open(TaskContext task) {
        return new Writing(task.partition());
    }

    private final class Writing implements Task.Run<T, List<String>> {
        private final int partition;
        private Sink.@Nullable Writer<? super T> writer;

        Writing(int partition) {
            this.partition = partition;
        }

        @Override
        public void emit(T record) {
            Sink.Writer<? super T> opened = writer == null ? opened() : writer;
            try {
                opened.write(record);
            } catch (SluiceException known) {
                throw output.failure(known);
            } catch (Throwable thrown) {
                throw FaultHandler.failure(output.origin(), record, thrown);
            }
        }

        @Override
        public List<String> result() {
            Sink.Writer<? super T> ending = writer;
            if (ending == null) {
                return List.of();
            }
            try {
                String receipt = ending.stage();
                writer = null;
                ending.close();
                return List.of(receipt);
            } catch (Throwable thrown) {
                throw output.failure(thrown);
            }
        }

        @Override
        public void close() {
            if (writer != null) {
                try {
                    writer.close();
                } catch (Exception afterTheFirst) {
                    // The failure that kept the partition from being staged is on its way already.
                    writer = null;
                }
            }
        }

        private Sink.Writer<? super T> opened() {
            try {
                Sink.Writer<? super T> opened = output.sink().open(key, partition, partitions);
                writer = opened;
                return opened;
            } catch (Throwable thrown) {
                throw output.failure(thrown);
            }
        }
    }
}
