/** The workloads on Flink. */
@NullMarked
package dev.sluice.peers.flink;

import org.jspecify.annotations.NullMarked;
