package dev.sluice.journal;

/** Throws a {@link dev.sluice.error.FencedException} once another run has taken over. Thread-safe. */
@FunctionalInterface
interface Fence extends Runnable {}
