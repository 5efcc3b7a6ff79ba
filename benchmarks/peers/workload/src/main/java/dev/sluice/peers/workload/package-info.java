/** What every contender shares: the input, how time and answers are taken, and the line that it prints. */
@NullMarked
package dev.sluice.peers.workload;

import org.jspecify.annotations.NullMarked;
