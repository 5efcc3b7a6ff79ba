/** Runnable programs, one for each idea, and the command line that starts them. */
@NullMarked
package dev.sluice.examples;

import org.jspecify.annotations.NullMarked;
