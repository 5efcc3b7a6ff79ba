package dev.sluice.window;

/**
 * What a key has in its count window.
 *
 * @param seen how many records the key had
 * @param held the accumulator of the open window where windows follow each other, else the cell of the last records
 */
record CountContent<H>(long seen, H held) {}
