package dev.sluice.benchmarks.contender;

import dev.sluice.data.Batch;
import dev.sluice.peers.workload.BatchSize;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * Reads a stream of the input, a split for each share.
 *
 * @param first the first of the stream's sources
 */
record ShareSource<T>(int first, BatchSize size, Reading<T> reading) implements DirectSource<T, Long> {
    /** How a record is read. */
    interface Reading<T> {
        T record(int source, long position);
    }

    /** The prepared records of a stream. */
    static <T> ShareSource<T> of(int first, BatchSize size) {
        Input<T> input = Inputs.current();
        return new ShareSource<>(first, size, (source, position) -> {
            T[] records = input.records(source);
            return records[(int) position & records.length - 1];
        });
    }

    @Override
    public Long start() {
        return 0L;
    }

    @Override
    public Long next(Long from, Batch batch, long recordsMax) {
        return Inputs.current().nextBatch(from, size.records());
    }

    @Override
    public List<Split<T>> splits(Long from, Long to) {
        return IntStream.range(first, first + Input.SHARES)
                .<Split<T>>mapToObj(source -> new Share<>(source, from, to, reading))
                .toList();
    }

    private record Share<T>(int source, long from, long to, Reading<T> reading) implements Split<T> {
        @Override
        public Iterator<T> iterator() {
            return new Iterator<>() {
                private long position = from;

                @Override
                public boolean hasNext() {
                    return position < to;
                }

                @Override
                public T next() {
                    if (position >= to) {
                        throw new NoSuchElementException();
                    }
                    return reading.record(source, position++);
                }
            };
        }

        @Override
        public void forEach(Emitter<? super T> out) throws Exception {
            for (long position = from; position < to; position++) {
                out.emit(reading.record(source, position));
            }
        }

        @Override
        public long size() {
            return to - from;
        }
    }
}
