/**
 * The steps of a program over streams. An operator is a definition and holds no data: given a batch, it says which plan
 * node is its data in that batch. What a run keeps from batch to batch lives in {@link dev.sluice.operator.GraphRun}.
 */
@NullMarked
package dev.sluice.operator;

import org.jspecify.annotations.NullMarked;
