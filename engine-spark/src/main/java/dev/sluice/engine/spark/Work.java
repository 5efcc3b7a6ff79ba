package dev.sluice.engine.spark;

import java.io.Serializable;
import java.util.Iterator;

/** What a stage makes of one partition. */
@FunctionalInterface
interface Work<R> extends Serializable {
    /** The results, as lazily as the work allows. */
    Iterator<R> over(Evaluation evaluation, int partition) throws Exception;
}
