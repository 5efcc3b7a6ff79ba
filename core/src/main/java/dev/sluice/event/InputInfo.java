package dev.sluice.event;

/**
 * What a batch reads from one input stream.
 *
 * @param streamId the stream's number, in order of definition
 * @param name the stream's name, for example {@code socket localhost:9999}
 * @param records the number of records, the most there can be where the source only knows that, or -1
 * @param range what exactly is read, for people: positions, blocks or files
 */
public record InputInfo(int streamId, String name, long records, String range) {}
