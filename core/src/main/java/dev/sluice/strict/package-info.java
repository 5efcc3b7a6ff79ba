/** Checks, while everything still runs in one process, that functions and records would survive in another. */
@NullMarked
package dev.sluice.strict;

import org.jspecify.annotations.NullMarked;
