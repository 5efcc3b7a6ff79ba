package dev.sluice.sink;

/** How often a batch arrives where it matters, when it may be run again after a failure. */
public enum Delivery {
    /** A plain side effect: what is run again arrives again. */
    AT_LEAST_ONCE("at least once: a batch that is run again arrives again"),
    /** What arrives again changes nothing, being written under the same name or key. */
    IDEMPOTENT("exactly once in effect: a batch that is run again changes nothing"),
    /**
     * The records of a partition become visible together with the mark that they arrived, only once, as soon as they are
     * staged: readers may see a part of a batch before the rest.
     */
    TRANSACTIONAL_BY_PARTITION(
            "exactly once: each partition of a batch becomes visible together with the mark that it arrived"),
    /** The batch and the mark that it arrived become visible together, only once, and not before it is published. */
    TRANSACTIONAL("exactly once: a batch becomes visible together with the mark that it arrived");

    private final String guarantee;

    Delivery(String guarantee) {
        this.guarantee = guarantee;
    }

    /** The promise in words, as {@code explain()} shows it. */
    public String guarantee() {
        return guarantee;
    }
}
