/**
 * The batch loop: tick, plan, run, commit, forget. One lock guards every decision; the work itself runs outside of it.
 */
@NullMarked
package dev.sluice.batch;

import org.jspecify.annotations.NullMarked;
