/**
 * Whole programs on a simulated disk that crashes, fails and rots, life after life, and what must hold of all they leave.
 * The way in is {@link dev.sluice.conformance.simulation.Simulation}.
 */
@NullMarked
package dev.sluice.conformance.simulation;

import org.jspecify.annotations.NullMarked;
