package dev.sluice.log;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which file a frame is of, so that one that strayed into another file is never taken for its own.
 *
 * @param kind what the file holds
 * @param epoch the run that writes it
 * @param number which of its kind in this epoch, for example the number of the segment
 * @param job the job that all runs in one directory belong to
 */
public record FileId(Kind kind, int epoch, long number, UUID job) {
    /** What a file of a job holds. The codes are stored, so they never change their meaning. */
    public enum Kind {
        /** Who the directory belongs to. */
        JOB(1, "the identity"),
        /** That a run has taken over. */
        EPOCH(2, "the start"),
        /** A segment of the log. */
        LOG(3, "log segment"),
        /** The rows of a snapshot. */
        DATA(4, "data file"),
        /** What a snapshot consists of. */
        SNAPSHOT(5, "snapshot"),
        /** That the job has a log. */
        BEGUN(6, "the beginning");

        private final byte code;
        private final String text;

        Kind(int code, String text) {
            this.code = (byte) code;
            this.text = text;
        }

        byte code() {
            return code;
        }

        static @Nullable Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** In words, for messages: {@code log segment 3 of epoch 7 of job …}. */
    @Override
    public String toString() {
        return kind.text + " " + number + " of epoch " + epoch + " of job " + job;
    }
}
