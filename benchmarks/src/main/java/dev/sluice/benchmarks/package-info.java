/** Measurements: each with a question, a checked answer and numbers that anyone can repeat. */
@NullMarked
package dev.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
