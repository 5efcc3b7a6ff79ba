/** The functions a program hands to its streams: serializable, so that they can run elsewhere, and free to throw. */
@NullMarked
package dev.sluice.function;

import org.jspecify.annotations.NullMarked;
