/** The workloads on Hazelcast Jet. */
@NullMarked
package dev.sluice.peers.jet;

import org.jspecify.annotations.NullMarked;
