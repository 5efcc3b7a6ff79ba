/**
 * The program's handle on the data of one batch: {@link dev.sluice.rdd.Rdd} and {@link dev.sluice.rdd.PairRdd}.
 *
 * <p>Transformations only build plans; actions run them on the engine.
 */
@NullMarked
package dev.sluice.rdd;

import org.jspecify.annotations.NullMarked;
