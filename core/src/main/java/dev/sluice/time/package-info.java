/** Time as a parameter: clocks and schedulers, those of the machine and those a test winds by hand. */
@NullMarked
package dev.sluice.time;

import org.jspecify.annotations.NullMarked;
