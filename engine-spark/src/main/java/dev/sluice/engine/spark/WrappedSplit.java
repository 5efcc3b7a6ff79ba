package dev.sluice.engine.spark;

import dev.sluice.plan.Split;
import java.util.Iterator;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;

/** A partition of an RDD that was made by Spark: the stage that reads it takes the RDD itself as its parent. */
final class WrappedSplit<T> implements Split<T> {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable RDD<Records> pieces;

    WrappedSplit(RDD<Records> pieces) {
        this.pieces = pieces;
    }

    @Nullable
    RDD<Records> pieces() {
        return pieces;
    }

    @Override
    public Iterator<T> iterator() {
        throw new IllegalStateException("what Spark made is read by its own tasks");
    }

    @Override
    public long size() {
        return UNKNOWN;
    }
}
