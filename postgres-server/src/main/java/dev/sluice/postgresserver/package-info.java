/** A server of PostgreSQL as a process. */
@NullMarked
package dev.sluice.postgresserver;

import org.jspecify.annotations.NullMarked;
