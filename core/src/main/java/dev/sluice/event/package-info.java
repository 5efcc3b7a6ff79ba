/** What a run tells its listeners: batches, outputs, receivers, and how long things took. */
@NullMarked
package dev.sluice.event;

import org.jspecify.annotations.NullMarked;
