package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.HashPartitioner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The records of the last seconds, as they are or their sum for each key. */
record TimeWindow(Kind kind, int lengthSeconds, int slideSeconds) implements Operation {
    /** How the window is computed. */
    enum Kind {
        /** The records themselves. */
        RECORDS,
        /** The sum, by partial sums. */
        SUM,
        /** The sum, from which leaving records are taken off again. */
        INVERSE
    }

    @Override
    public DStream<Event> define(DStream<Event> stream) {
        Duration length = Duration.ofSeconds(lengthSeconds);
        Duration slide = Duration.ofSeconds(slideSeconds);
        if (kind == Kind.RECORDS) {
            return stream.window(length, slide);
        }
        PairDStream<Integer, Long> pairs = stream.mapToPair(Keyed::value);
        return (kind == Kind.SUM
                        ? pairs.reduceByKeyAndWindow(Long::sum, length, slide, 2)
                        : pairs.reduceByKeyAndWindow(
                                Long::sum,
                                (all, leaving) -> all - leaving,
                                length,
                                slide,
                                new HashPartitioner(2),
                                null))
                .map(Keyed::event);
    }

    @Override
    public List<Cut> expect(List<Cut> cuts, long phaseMillis) {
        List<Cut> expected = new ArrayList<>();
        for (Cut end : cuts) {
            if (Math.floorMod(end.timeMillis() - phaseMillis, slideSeconds * 1000L) == 0) {
                List<Event> inside = new ArrayList<>();
                cuts.stream()
                        .filter(cut -> cut.timeMillis() <= end.timeMillis()
                                && cut.timeMillis() > end.timeMillis() - lengthSeconds * 1000L)
                        .forEach(cut -> inside.addAll(cut.events()));
                expected.add(end.with(kind == Kind.RECORDS ? inside : sums(inside)));
            }
        }
        return expected;
    }

    private static List<Event> sums(List<Event> inside) {
        TreeMap<Integer, Long> sums = new TreeMap<>();
        inside.forEach(event -> sums.merge(event.key(), event.value(), Long::sum));
        return Keyed.events(sums);
    }
}
