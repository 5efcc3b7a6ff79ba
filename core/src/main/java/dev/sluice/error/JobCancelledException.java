package dev.sluice.error;

/** A job was cancelled before it ended, for example because its context stopped. */
public final class JobCancelledException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A cancellation of this group of jobs. */
    public JobCancelledException(String group) {
        super(group + " was cancelled before it ended");
    }
}
