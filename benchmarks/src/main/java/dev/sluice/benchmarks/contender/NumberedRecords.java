package dev.sluice.benchmarks.contender;

import dev.sluice.data.Batch;
import dev.sluice.peers.batch.BatchProgram;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The keys of a program's batches, made where they are read; a position is the number of a batch. */
record NumberedRecords(BatchProgram program) implements DirectSource<Integer, Long> {
    @Override
    public Long start() {
        return 0L;
    }

    @Override
    public Long next(Long from, Batch batch, long recordsMax) {
        return program.records(from) == 0 ? from : from + 1;
    }

    @Override
    public List<Split<Integer>> splits(Long from, Long to) {
        int records = program.records(from);
        return IntStream.range(0, BatchProgram.PARTITIONS)
                .<Split<Integer>>mapToObj(part -> new Part(
                        program,
                        from,
                        records * part / BatchProgram.PARTITIONS,
                        records * (part + 1) / BatchProgram.PARTITIONS))
                .toList();
    }

    private record Part(BatchProgram program, long batch, int from, int to) implements Split<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            return IntStream.range(from, to)
                    .mapToObj(index -> program.key(batch, index))
                    .iterator();
        }

        @Override
        public void forEach(Emitter<? super Integer> out) throws Exception {
            for (int index = from; index < to; index++) {
                out.emit(program.key(batch, index));
            }
        }

        @Override
        public long size() {
            return (long) to - from;
        }
    }
}
