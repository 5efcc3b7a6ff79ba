/** Commands for those who run programs: what is in a checkpoint directory, whether it is sound, and one batch again. */
@NullMarked
package dev.sluice.tool;

import org.jspecify.annotations.NullMarked;
