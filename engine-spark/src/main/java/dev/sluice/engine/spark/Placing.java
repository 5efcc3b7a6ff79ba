package dev.sluice.engine.spark;

import java.io.Serializable;

/**
 * One epoch of a hosting.
 *
 * @param series names the blocks of this epoch
 */
record Placing(Letters letters, int hosting, long epoch, int series) implements Serializable {}
