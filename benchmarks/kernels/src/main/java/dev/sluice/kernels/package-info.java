/** The innermost loops, each beside what one would write by hand. */
@NullMarked
package dev.sluice.kernels;

import org.jspecify.annotations.NullMarked;
