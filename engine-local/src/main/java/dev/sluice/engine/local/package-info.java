/**
 * The embedded engine: evaluates plan nodes inside the JVM of the program.
 *
 * <p>A run first evaluates what its partitions wait for (exchanges and state), each as a stage of its own, then pushes
 * the records of every partition through the fused steps into the task. Stages with little work run on the calling
 * thread; larger ones are dealt to the caller and to workers that otherwise sleep.
 */
@NullMarked
package dev.sluice.engine.local;

import org.jspecify.annotations.NullMarked;
