package dev.sluice.journal;

/**
 * Throws a {@link dev.sluice.error.FencedException} once another run has taken over, and a
 * {@link dev.sluice.error.FatalErrorException} once memory cannot be trusted. Thread-safe.
 */
@FunctionalInterface
interface Fence extends Runnable {}
