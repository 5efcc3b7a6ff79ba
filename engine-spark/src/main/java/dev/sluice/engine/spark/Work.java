package dev.sluice.engine.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** What a stage makes of one partition. */
@FunctionalInterface
interface Work<R> extends Serializable {
    /** The results, as lazily as the work allows. */
    Iterator<R> over(Evaluation evaluation, int partition) throws Exception;

    /** Where it is best done, as Spark names places, beside where the sources are. Asked for in the driver. */
    default List<String> locations(int partition) {
        return List.of();
    }
}
