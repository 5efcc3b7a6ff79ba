/** The workloads on Sluice and as a hand-written loop, each to be run in a process of its own. */
@NullMarked
package dev.sluice.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
