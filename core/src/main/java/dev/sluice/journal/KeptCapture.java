package dev.sluice.journal;

import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.time.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The data of an operator in some batches, as it is stored: by batch, by partition, record by record. */
record KeptCapture(List<KeptBatch> batches) implements StateCapture {
    /** A batch begins: columns time in ms, number of partitions, and microseconds of the time where there are any. */
    static final int BATCH = 0;

    /** Records of the batch that began last: columns partition, record. */
    static final int RECORDS = 1;

    /** The data of one batch. */
    record KeptBatch(long timeMicros, List<List<Object>> partitions) {}

    @Override
    public long rows() {
        long rows = batches.size();
        for (KeptBatch batch : batches) {
            rows += batch.partitions.stream().mapToLong(List::size).sum();
        }
        return rows;
    }

    @Override
    public void forEachChunk(Consumer<StateChunk> out) {
        for (KeptBatch batch : batches) {
            out.accept(begin(batch.timeMicros, batch.partitions.size()));
            for (int partition = 0; partition < batch.partitions.size(); partition++) {
                records(partition, batch.partitions.get(partition), out);
            }
        }
    }

    private static StateChunk begin(long timeMicros, long partitions) {
        List<Object> millis = List.of(Micros.toMillis(timeMicros));
        List<Object> left = List.of(timeMicros - Micros.ofMillis(Micros.toMillis(timeMicros)));
        return new StateChunk(
                BATCH,
                false,
                Micros.isWhole(timeMicros)
                        ? List.of(millis, List.of(partitions))
                        : List.of(millis, List.of(partitions), left));
    }

    /** The time of the batch that a chunk begins. */
    static long timeMicros(StateChunk chunk) {
        List<? extends List<?>> columns = chunk.columns();
        long left = columns.size() > 2 ? (Long) columns.get(2).get(0) : 0;
        return Micros.ofMillis((Long) columns.get(0).get(0)) + left;
    }

    private static void records(int partition, List<Object> records, Consumer<StateChunk> out) {
        for (int from = 0; from < records.size(); from += StateChunk.ROWS_MAX) {
            List<Object> part = records.subList(from, Math.min(records.size(), from + StateChunk.ROWS_MAX));
            List<Long> partitions = new ArrayList<>(part.size());
            part.forEach(record -> partitions.add((long) partition));
            out.accept(new StateChunk(RECORDS, false, List.of(partitions, part)));
        }
    }
}
