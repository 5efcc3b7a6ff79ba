package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.time.Micros;
import java.time.Duration;

/**
 * A batch as a stream sees it.
 *
 * @param elapsedMicros the time of the batch since the end of the interval before the very first batch of all runs
 */
public record Moment(Batch batch, long elapsedMicros) {
    /**
     * Whether the batch also ends a slide of this length, given the stream's own. Where they are the same it does even at
     * a time that is no multiple of them, which a batch has that an earlier run planned at another interval.
     */
    public boolean ends(Duration slide, Duration unit) {
        return slide.equals(unit) || elapsedMicros % Micros.of(slide) == 0;
    }
}
