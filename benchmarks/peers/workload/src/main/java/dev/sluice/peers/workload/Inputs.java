package dev.sluice.peers.workload;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The input of this process. Engines copy the sources that are given to them; the copies find the input here, where it
 * is only once.
 */
public final class Inputs {
    private static final int LEAD_UNITS = 4;
    private static volatile @Nullable Input<?> current;

    private Inputs() {}

    /** Makes the input of a workload. */
    public static <T> Input<T> prepare(Workload workload, long rate, int slides) {
        current = make(workload, rate, slides);
        return current();
    }

    /** Makes the input of a trial; one that was there is left to those who have it. */
    public static <T> Input<T> prepare(Setting setting) {
        return prepare(setting.workload(), setting.rate(), setting.slides());
    }

    private static Input<?> make(Workload workload, long rate, int slides) {
        return switch (workload) {
            case GREP -> free(Data::log);
            case WORD_COUNT -> free(Data::text);
            case STATE, DURABLE_STATE -> free(Data::manyKeys);
            case SLIDING -> timed(Input.SHARES, Data.SLIDE_RECORDS, slides, Data::fewKeys);
            case SLIDING_MAX -> timed(Input.SHARES, Data.MEASURED_RECORDS, slides, Data::measured);
            case ADS -> timed(Input.SHARES, Data.AD_RECORDS, 1, AdData::events);
            case ADS_JSON -> timed(Input.SHARES, Data.AD_RECORDS, 1, AdData::lines);
            case SESSIONS -> timed(Input.SHARES, Data.SESSION_RECORDS, 1, Data::visits);
            case JOIN -> timed(2 * Input.SHARES, Data.JOIN_RECORDS, 1, Data::joinSource);
            case LATENCY ->
                new Input<>(Input.SHARES, 1, 1, Long.MAX_VALUE / 2, Pace.of(rate / Input.SHARES), share -> new Long[1]);
        };
    }

    private static <T> Input<T> free(IntFunction<T[]> made) {
        return new Input<>(Input.SHARES, 1, 1, Long.MAX_VALUE / 2, Pace.NONE, made);
    }

    private static <T> Input<T> timed(int sources, int unit, int slides, IntFunction<T[]> made) {
        return new Input<>(sources, unit, slides, (long) LEAD_UNITS * unit, Pace.NONE, made);
    }

    /** The input of the trial of this process. */
    @SuppressWarnings("unchecked")
    public static <T> Input<T> current() {
        Input<?> input = current;
        if (input == null) {
            throw new IllegalStateException("no trial has begun in this process");
        }
        return (Input<T>) input;
    }
}
