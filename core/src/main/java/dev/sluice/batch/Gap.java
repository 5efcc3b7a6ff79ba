package dev.sluice.batch;

/**
 * The intervals that were over while nothing ran. They are passed over, but for those that end a slide whose window holds
 * records from before: what came in is in as many windows as ever.
 *
 * @param last the last interval that was planned before
 * @param end the last one that was over when this run began
 */
record Gap(long last, long end, SlideEnds slides) {
    /** Behind which interval planning goes on, if it was planned up to this one. */
    long passed(long planned) {
        return endsSlide(planned) ? planned : Math.max(planned, end);
    }

    /** Whether a batch is still to be planned in the gap. */
    boolean endsSlide(long planned) {
        return planned < end && next(planned) <= end;
    }

    /** The interval that ends that batch. */
    long next(long planned) {
        return slides.nextEndOfWindow(planned, last);
    }
}
