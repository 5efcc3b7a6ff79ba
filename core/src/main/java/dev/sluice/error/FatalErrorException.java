package dev.sluice.error;

/**
 * The run ended because the Java virtual machine gave up in the middle of something, for example with an
 * {@link OutOfMemoryError}. What is in memory may be half changed, so nothing more was committed or written down.
 */
public final class FatalErrorException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /** A failure that explains this error. */
    public FatalErrorException(VirtualMachineError error) {
        super(
                error
                        + ": the virtual machine gave up in the middle of something, what is in memory may be half changed,"
                        + " and nothing more was written from then on. With a checkpoint directory a new run goes on after"
                        + " the last batch that was done; start it in a new process" + remedy(error),
                error);
    }

    private static String remedy(VirtualMachineError error) {
        return error instanceof OutOfMemoryError
                ? ", and give the JVM more memory (-Xmx) or batches fewer records if it happens again"
                : "";
    }
}
