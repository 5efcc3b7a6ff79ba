/** Processes of Spark on this machine, made of its jars. */
@NullMarked
package dev.sluice.sparkcluster;

import org.jspecify.annotations.NullMarked;
