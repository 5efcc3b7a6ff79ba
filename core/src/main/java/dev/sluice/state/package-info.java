/** State by key that lives from batch to batch: what programs see of it, and the steps that keep it. */
@NullMarked
package dev.sluice.state;

import org.jspecify.annotations.NullMarked;
