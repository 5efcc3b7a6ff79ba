package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import java.util.ArrayList;
import java.util.List;

/** A stream of a simulated program: a tree of operators over its inputs. */
sealed interface Stream {
    /** The stream in a context, whose inputs these are. */
    DStream<Event> define(List<DStream<Event>> inputs);

    /** What it has in each batch in which it is due. */
    List<Cut> expect(List<List<Cut>> inputs, long phaseMillis);

    /** An input. */
    record Input(int number) implements Stream {
        @Override
        public DStream<Event> define(List<DStream<Event>> inputs) {
            return inputs.get(number);
        }

        @Override
        public List<Cut> expect(List<List<Cut>> inputs, long phaseMillis) {
            return inputs.get(number);
        }
    }

    /** What an operator makes of a stream. */
    record Made(Stream of, Operation by) implements Stream {
        @Override
        public DStream<Event> define(List<DStream<Event>> inputs) {
            return by.define(of.define(inputs));
        }

        @Override
        public List<Cut> expect(List<List<Cut>> inputs, long phaseMillis) {
            return by.expect(of.expect(inputs, phaseMillis), phaseMillis);
        }
    }

    /** Two streams, one after the other. */
    record United(Stream left, Stream right) implements Stream {
        @Override
        public DStream<Event> define(List<DStream<Event>> inputs) {
            return left.define(inputs).union(right.define(inputs));
        }

        @Override
        public List<Cut> expect(List<List<Cut>> inputs, long phaseMillis) {
            return Stream.zip(left.expect(inputs, phaseMillis), right.expect(inputs, phaseMillis), (a, b) -> {
                List<Event> both = new ArrayList<>(a);
                both.addAll(b);
                return both;
            });
        }
    }

    /** The pairs of two streams that have the same key. */
    record Joined(Stream left, Stream right) implements Stream {
        @Override
        public DStream<Event> define(List<DStream<Event>> inputs) {
            return left.define(inputs)
                    .mapToPair(Keyed::event)
                    .join(right.define(inputs).mapToPair(Keyed::event), 2)
                    .map(Joined::pair);
        }

        private static Event pair(KeyValue<Integer, Pair<Event, Event>> joined) {
            return pair(joined.value().first(), joined.value().second());
        }

        private static Event pair(Event left, Event right) {
            return new Event(left.id() * 1_000 + right.id(), left.key(), left.value() * 31 + right.value());
        }

        @Override
        public List<Cut> expect(List<List<Cut>> inputs, long phaseMillis) {
            return Stream.zip(left.expect(inputs, phaseMillis), right.expect(inputs, phaseMillis), (a, b) -> {
                List<Event> pairs = new ArrayList<>();
                a.forEach(one -> b.stream()
                        .filter(other -> other.key() == one.key())
                        .forEach(other -> pairs.add(pair(one, other))));
                return pairs;
            });
        }
    }

    /** Joins two batches. */
    interface Both {
        List<Event> of(List<Event> left, List<Event> right);
    }

    private static List<Cut> zip(List<Cut> left, List<Cut> right, Both both) {
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            cuts.add(left.get(i).with(both.of(left.get(i).events(), right.get(i).events())));
        }
        return cuts;
    }
}
