/** Programs whose batches are timed one by one: the same on every contender, wherever its tasks run. */
@NullMarked
package dev.sluice.peers.batch;

import org.jspecify.annotations.NullMarked;
