package dev.sluice.batch;

/** An interval is over after each such time, whether its batch is planned by then or not. */
final class FixedRhythm implements Rhythm {
    private final BatchTimes times;
    private final SlideEnds slides;
    private final Gap gap;
    private final boolean joins;
    private long ticked;

    FixedRhythm(BatchTimes times, SlideEnds slides, boolean joins) {
        this.times = times;
        this.slides = slides;
        this.gap = times.gap(slides);
        this.joins = joins;
        this.ticked = times.lastTicked();
    }

    @Override
    public void tick(long nowNanos) {
        do {
            ticked++;
        } while (times.tickNanos(ticked + 1) <= nowNanos);
    }

    @Override
    public long owed(long nowNanos, long planned, long recordsMax) {
        if (!isBehind(planned)) {
            return NONE;
        } else if (gap.endsSlide(planned)) {
            return gap.next(planned);
        }
        long from = passed(planned);
        return joins ? Math.min(ticked, slides.nextEnd(from)) : from + 1;
    }

    @Override
    public long passed(long planned) {
        return gap.passed(planned);
    }

    @Override
    public boolean isBehind(long planned) {
        return passed(planned) < ticked;
    }

    @Override
    public void planned(long nowNanos) {}

    @Override
    public long nextNanos(long nowNanos, long planned, boolean busy) {
        return times.tickNanos(ticked + 1);
    }

    @Override
    public boolean followsBatches() {
        return false;
    }

    @Override
    public void end() {}
}
