package dev.sluice.conformance.process;

import java.util.List;
import java.util.Random;

/** A point in a driver's life: the n-th event of a kind. */
final class Moment {
    private final Kind kind;
    private int left;

    private record Kind(String beginning, boolean said, int most) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("starts", true, 1),
            new Kind("started", true, 1),
            new Kind("batch", true, 12),
            new Kind("kept", false, 12),
            new Kind("kept", false, 60),
            new Kind("kept snapshot", false, 5),
            new Kind("kept data", false, 5),
            new Kind("out", false, 20),
            new Kind("out counts", false, 5),
            new Kind("out totals", false, 2),
            new Kind("out .totals", false, 5));

    private Moment(Kind kind, int left) {
        this.kind = kind;
        this.left = left;
    }

    static Moment any(Random random) {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        return new Moment(kind, 1 + random.nextInt(kind.most()));
    }

    /** A moment after the start. */
    static Moment later(Random random) {
        Moment moment = any(random);
        while (moment.kind.beginning().startsWith("start")) {
            moment = any(random);
        }
        return moment;
    }

    /** Whether it is now, with this event. */
    boolean isReached(Driver driver, String event) {
        if (event.startsWith(kind.said() ? driver.tag() + kind.beginning() : kind.beginning())) {
            left--;
        }
        return left == 0;
    }

    @Override
    public String toString() {
        return left + " more of '" + kind.beginning() + "'";
    }
}
