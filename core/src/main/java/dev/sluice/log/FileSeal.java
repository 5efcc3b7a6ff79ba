package dev.sluice.log;

/**
 * What a file of frames is known by as a whole, for whoever names it from another file.
 *
 * @param frames how many it has
 * @param bytes how long it is
 * @param checksum CRC32C of the checksums of all headers in their order, each of which stands for its whole frame
 */
public record FileSeal(int frames, long bytes, int checksum) {}
