package dev.sluice.batch;

import dev.sluice.operator.Graph;
import dev.sluice.operator.Operator;
import dev.sluice.time.Micros;
import java.time.Duration;

/** Where the slides of a program's streams end, in intervals: joined intervals must not pass over one. */
final class SlideEnds {
    private final long[] slides;

    SlideEnds(Graph graph, Duration interval) {
        slides = graph.operators().stream()
                .map(Operator::slide)
                .filter(slide -> slide.compareTo(interval) > 0)
                .mapToLong(slide -> Micros.of(slide) / Micros.of(interval))
                .distinct()
                .toArray();
    }

    /** The first interval after this one that ends a slide longer than an interval; very far where there is none. */
    long nextEnd(long ordinal) {
        long next = Long.MAX_VALUE;
        for (long slide : slides) {
            next = Math.min(next, (ordinal / slide + 1) * slide);
        }
        return next;
    }
}
