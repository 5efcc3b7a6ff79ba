/** State on disk, version by version: what is stored by itself, how it becomes bytes, and which version is read back. */
@NullMarked
package dev.sluice.snapshot;

import org.jspecify.annotations.NullMarked;
