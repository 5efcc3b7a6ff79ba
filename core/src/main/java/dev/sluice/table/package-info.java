/** Tables by key: the open-addressing table of one batch, and the versioned table of what outlives it. */
@NullMarked
package dev.sluice.table;

import org.jspecify.annotations.NullMarked;
