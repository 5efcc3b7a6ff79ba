package dev.sluice.engine.spark;

import dev.sluice.plan.Combiner;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Step;
import dev.sluice.plan.ZipStep;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a stage does, one node of the plan each, as it travels to tasks. Parents are numbers of earlier ops of the stage, so
 * that neither a long chain nor a node with many readers is a problem to whoever writes it. Leaves are numbers too.
 */
sealed interface Op extends Serializable {
    /** The program line it comes from. */
    Origin origin();

    /** Reads the split of a source. */
    record Splits(int leaf, Origin origin) implements Op {}

    /** Reads records that another RDD holds or makes. */
    record Held(int leaf, Origin origin) implements Op {}

    /** Reads what was exchanged, and combines it where there is a combiner. */
    record Exchanged(int leaf, @Nullable Combiner<?, ?> combiner, Origin origin) implements Op {}

    /** A step over one parent. */
    record Stepped(int parent, Step<?, ?> step, Origin origin) implements Op {}

    /** A step over several parents. */
    record Zipped(int[] parents, ZipStep<?> step, Origin origin) implements Op {}

    /** The same partition of each parent in turn. */
    record Chained(int[] parents, Origin origin) implements Op {}

    /**
     * The partitions of the parents one after another.
     *
     * @param firsts the number of each parent's first partition
     */
    record Appended(int[] parents, int[] firsts, Origin origin) implements Op {}

    /** The values of each key combined where they are. */
    record Combined(int parent, Combiner<?, ?> combiner, Origin origin) implements Op {}
}
