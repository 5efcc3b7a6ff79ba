/** The examples on Apache Spark: the one jar that is submitted, and the commands that submit it. */
@NullMarked
package dev.sluice.examples.spark;

import org.jspecify.annotations.NullMarked;
