package dev.sluice.journal;

/**
 * Where a part of a block is.
 *
 * @param first the number of its first record in the block
 * @param records how many it has
 */
record BlockPart(Place place, int first, int records) {}
