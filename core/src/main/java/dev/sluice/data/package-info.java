/** The values programs see: pairs, batches, partitioners. */
@NullMarked
package dev.sluice.data;

import org.jspecify.annotations.NullMarked;
