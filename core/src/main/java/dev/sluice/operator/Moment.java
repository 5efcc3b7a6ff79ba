package dev.sluice.operator;

import dev.sluice.data.Batch;
import java.time.Duration;

/**
 * A batch as a stream sees it.
 *
 * @param ordinal which slide of the stream the batch ends, counted from 1 at the start of the run
 */
public record Moment(Batch batch, long ordinal) {
    /** Whether the batch also ends a slide of this length, given the stream's own. */
    public boolean ends(Duration slide, Duration unit) {
        return ordinal % (slide.toMillis() / unit.toMillis()) == 0;
    }
}
