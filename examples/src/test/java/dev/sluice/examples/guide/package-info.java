/** The code that the guide quotes, each piece run; and the check that the guide quotes it. */
@NullMarked
package dev.sluice.examples.guide;

import org.jspecify.annotations.NullMarked;
