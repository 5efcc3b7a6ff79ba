package dev.sluice.engine.spark;

import dev.sluice.error.OperatorException;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.UserCode;
import java.util.Iterator;

/** Lets failures out only in a form that reaches the driver: what cannot be serialized is told in words. */
final class Portable<T> implements Iterator<T> {
    private final Iterator<T> records;

    Portable(Iterator<T> records) {
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (Throwable thrown) {
            throw failure(thrown);
        }
    }

    @Override
    public T next() {
        try {
            return records.next();
        } catch (Throwable thrown) {
            throw failure(thrown);
        }
    }

    /**
     * The failure in a form that Spark hands to the driver and does not look into. An error of the JVM ends an executor,
     * which Spark then replaces; where the task runs in the driver, that is told like any other failure.
     */
    static RuntimeException failure(Throwable thrown) {
        VirtualMachineError fatal = UserCode.fatal(thrown);
        if (fatal != null && !Spark.isInDriver()) {
            throw fatal;
        }
        return thrown instanceof Report report ? report : Report.of(of(thrown));
    }

    static Throwable of(Throwable thrown) {
        return Report.isReadable(thrown) ? thrown : told(thrown);
    }

    private static Throwable told(Throwable thrown) {
        Throwable cause = thrown.getCause();
        if (!(thrown instanceof OperatorException failed) || cause == null) {
            return new Told(thrown);
        }
        String text = String.valueOf(thrown.getMessage());
        String before = failed.operator() + " at " + failed.location() + " failed";
        String after = ": " + cause;
        String detail =
                text.startsWith(before) && text.endsWith(after) && text.length() >= before.length() + after.length()
                        ? text.substring(before.length(), text.length() - after.length())
                        : "";
        return new OperatorException(failed.operator(), failed.location(), detail, new Told(cause));
    }

    /** A failure in words. */
    private static final class Told extends SluiceException {
        private static final long serialVersionUID = 1L;

        private final String words;

        Told(Throwable thrown) {
            super(String.valueOf(thrown.getMessage()));
            words = thrown.toString();
            setStackTrace(thrown.getStackTrace());
        }

        @Override
        @SuppressWarnings("OverrideThrowableToString") // shown as the failure that it stands for
        public String toString() {
            return words;
        }
    }
}
