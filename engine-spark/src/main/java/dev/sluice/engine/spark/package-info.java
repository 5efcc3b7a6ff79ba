/**
 * The engine on Apache Spark. Each stage of a plan is one RDD that evaluates the fused steps; what is exchanged goes through
 * Spark's shuffle as encoded chunks; what is persisted lies in Spark's block managers.
 */
@NullMarked
package dev.sluice.engine.spark;

import org.jspecify.annotations.NullMarked;
