/** Everything Sluice throws: what was given, which rule it broke, what survives and what to do. */
@NullMarked
package dev.sluice.error;

import org.jspecify.annotations.NullMarked;
