/** Time as a parameter: clocks to read, schedulers to be called by, and a clock that tests turn by hand. */
@NullMarked
package dev.sluice.time;

import org.jspecify.annotations.NullMarked;
