package dev.sluice.snapshot;

import dev.sluice.log.FileSeal;
import java.io.Serializable;

/**
 * A file that holds one capture of one cell, see {@link CaptureFiles}. Whoever has this can check every byte of it.
 *
 * @param name of the file, without the directory
 * @param cell what was captured
 * @param version of the state, when it was captured
 * @param full whether it holds everything; otherwise what changed since the capture before
 * @param rows how many it has
 * @param frames how many the file has; none, and no file, where there is nothing to hold
 * @param bytes how long the file is
 * @param checksum of the whole file, see {@link FileSeal}
 */
public record CaptureFile(
        String name, Cell cell, long version, boolean full, long rows, int frames, long bytes, int checksum)
        implements Serializable {
    boolean isEmpty() {
        return frames == 0;
    }

    FileSeal seal() {
        return new FileSeal(frames, bytes, checksum);
    }
}
