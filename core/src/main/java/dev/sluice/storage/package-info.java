/** The only way anything touches a disk, and the only way a value becomes bytes. */
@NullMarked
package dev.sluice.storage;

import org.jspecify.annotations.NullMarked;
