package dev.sluice.benchmarks.contender;

import dev.sluice.data.Batch;
import dev.sluice.peers.workload.BatchSize;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Reads a stream of the input, a split for each share.
 *
 * @param first the first of the stream's sources
 */
record ShareSource<T>(int first, BatchSize size, Reading<T> reading) implements DirectSource<T, Long> {
    /** How the records of a source are read. */
    interface Reading<T> extends Serializable {
        LongFunction<T> of(int source);
    }

    /** The prepared records of a stream. */
    static <T> ShareSource<T> of(int first, BatchSize size) {
        return new ShareSource<>(first, size, source -> {
            T[] records = Inputs.<T>current().records(source);
            return position -> records[(int) position & records.length - 1];
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
            LongFunction<T> records = reading.of(source);
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
                    return records.apply(position++);
                }
            };
        }

        @Override
        public void forEach(Emitter<? super T> out) throws Exception {
            LongFunction<T> records = reading.of(source);
            for (long position = from; position < to; position++) {
                out.emit(records.apply(position));
            }
        }

        @Override
        public long size() {
            return to - from;
        }
    }
}
