package dev.sluice.batch;

import dev.sluice.operator.Graph;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.util.List;

/** Where the slides of a program's streams end, in intervals: joined intervals must not pass over one. */
final class SlideEnds {
    private final List<Slide> slides;

    SlideEnds(Graph graph, Duration interval) {
        slides = graph.operators().stream()
                .filter(operator -> operator.slide().compareTo(interval) > 0)
                .map(operator -> new Slide(
                        Micros.of(operator.slide()) / Micros.of(interval),
                        Micros.of(operator.windowLength()) / Micros.of(interval)))
                .distinct()
                .toList();
    }

    /** A slide and the length of its windows, in intervals. */
    private record Slide(long every, long length) {
        long next(long ordinal) {
            return (ordinal / every + 1) * every;
        }
    }

    /** The first interval after this one that ends a slide longer than an interval; very far where there is none. */
    long nextEnd(long ordinal) {
        long next = Long.MAX_VALUE;
        for (Slide slide : slides) {
            next = Math.min(next, slide.next(ordinal));
        }
        return next;
    }

    /**
     * The first interval after this one that ends a slide whose window holds records from up to another; very far where
     * there is none.
     */
    long nextEndOfWindow(long ordinal, long last) {
        long next = Long.MAX_VALUE;
        for (Slide slide : slides) {
            long end = slide.next(ordinal);
            next = end < last + slide.length ? Math.min(next, end) : next;
        }
        return next;
    }
}
