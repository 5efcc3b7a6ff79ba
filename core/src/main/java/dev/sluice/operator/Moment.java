package dev.sluice.operator;

import dev.sluice.data.Batch;
import java.time.Duration;

/**
 * A batch as a stream sees it.
 *
 * @param elapsedMillis the time of the batch since the end of the interval before the very first batch of all runs
 */
public record Moment(Batch batch, long elapsedMillis) {
    /**
     * Whether the batch also ends a slide of this length, given the stream's own. Where they are the same it does even at
     * a time that is no multiple of them, which a batch has that an earlier run planned at another interval.
     */
    public boolean ends(Duration slide, Duration unit) {
        return slide.equals(unit) || elapsedMillis % slide.toMillis() == 0;
    }
}
