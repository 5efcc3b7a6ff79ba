package dev.sluice.batch;

/**
 * A batch is owed when the last one is done and something is there for the next, see {@link BatchInterval}. The number
 * of a batch's interval is the first whose end is not over yet. A batch that ends a slide waits for that end, so that a
 * window holds all that arrived in it; other batches do not wait for the end of their interval.
 */
final class SelfClock implements Rhythm {
    private final BatchTimes times;
    private final SlideEnds slides;
    private final Gap gap;
    private final Planner planner;
    private final Arrivals arrivals;
    private final long minNanos;
    private final long maxNanos;
    private long beganNanos;
    private boolean ended;

    SelfClock(
            BatchTimes times,
            BatchInterval interval,
            SlideEnds slides,
            Planner planner,
            Arrivals arrivals,
            long nowNanos) {
        this.times = times;
        this.slides = slides;
        this.gap = times.gap(slides);
        this.planner = planner;
        this.arrivals = arrivals;
        this.minNanos = interval.min().toNanos();
        this.maxNanos = interval.max().toNanos();
        this.beganNanos = nowNanos - minNanos;
    }

    @Override
    public void tick(long nowNanos) {}

    @Override
    public long owed(long nowNanos, long planned, long recordsMax) {
        if (gap.endsSlide(planned)) {
            return ended ? NONE : gap.next(planned);
        }
        long from = passed(planned);
        if (ended || mayBegin(nowNanos, from) > nowNanos) {
            return NONE;
        }
        long ordinal = ordinal(nowNanos, from);
        boolean due = nowNanos - beganNanos >= maxNanos || ordinal == slides.nextEnd(from);
        return due || planner.isReady(times.time(ordinal), times.span(from, ordinal), recordsMax) ? ordinal : NONE;
    }

    @Override
    public long passed(long planned) {
        return gap.passed(planned);
    }

    @Override
    public boolean isBehind(long planned) {
        return false;
    }

    @Override
    public void planned(long nowNanos) {
        beganNanos = nowNanos;
        arrivals.pause();
    }

    @Override
    public long nextNanos(long nowNanos, long planned, boolean busy) {
        if (busy) {
            return nowNanos + maxNanos;
        }
        if (gap.endsSlide(planned)) {
            return nowNanos;
        }
        arrivals.await();
        long from = passed(planned);
        long soonest = mayBegin(nowNanos, from);
        if (planner.waiting() > 0) {
            return soonest;
        }
        long due = Math.max(soonest, Math.min(beganNanos + maxNanos, slideEndNanos(from)));
        return planner.asks() ? Math.min(due, Math.max(soonest, nowNanos + minNanos)) : due;
    }

    @Override
    public boolean followsBatches() {
        return true;
    }

    @Override
    public void end() {
        ended = true;
        arrivals.end();
    }

    /** The first moment from now on at which a batch may begin. */
    private long mayBegin(long nowNanos, long planned) {
        long soonest = Math.max(nowNanos, beganNanos + minNanos);
        return ordinal(soonest, planned) == slides.nextEnd(planned)
                ? Math.max(soonest, slideEndNanos(planned))
                : soonest;
    }

    private long ordinal(long nanos, long planned) {
        return Math.max(planned + 1, Math.min(times.ordinalAt(nanos), slides.nextEnd(planned)));
    }

    private long slideEndNanos(long planned) {
        long end = slides.nextEnd(planned);
        return end == Long.MAX_VALUE ? Long.MAX_VALUE : times.tickNanos(end);
    }
}
