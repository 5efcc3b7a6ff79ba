package dev.sluice.file;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Who writes files: what is staged carries this name, so that runs never meet in it.
 *
 * @param job what a run is a part of; runs of other jobs are left alone
 * @param epoch the number of the run; 0 for one that nobody can take over from
 * @param synced whether what is published has to survive a power cut
 */
public record Author(String job, long epoch, boolean synced) implements Serializable {
    /** A writer outside of all batches. */
    public static final Author UNNAMED = new Author("", 0, true);

    /** A part of a file name, for example {@code 1c291ca3-7}. */
    String name() {
        return jobName() + "-" + epoch;
    }

    /** The same for all epochs. */
    String jobName() {
        CRC32C checksum = new CRC32C();
        checksum.update(job.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}
