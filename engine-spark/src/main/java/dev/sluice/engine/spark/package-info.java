/** The engine on Apache Spark: plan nodes become RDDs, states live in executors and move between them as files. */
@NullMarked
package dev.sluice.engine.spark;

import org.jspecify.annotations.NullMarked;
