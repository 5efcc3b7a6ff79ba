/** The workloads on Spark Streaming. */
@NullMarked
package dev.sluice.peers.spark;

import org.jspecify.annotations.NullMarked;
