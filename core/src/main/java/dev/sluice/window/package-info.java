/** Aggregates, and the sliding of windows over them. */
@NullMarked
package dev.sluice.window;

import org.jspecify.annotations.NullMarked;
