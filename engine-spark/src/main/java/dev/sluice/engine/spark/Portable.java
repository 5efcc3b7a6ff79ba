package dev.sluice.engine.spark;

import dev.sluice.error.OperatorException;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.UserCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
        } catch (Exception thrown) {
            throw failure(thrown);
        }
    }

    @Override
    public T next() {
        try {
            return records.next();
        } catch (Exception thrown) {
            throw failure(thrown);
        }
    }

    /** The failure, or the same in words. */
    static RuntimeException failure(Throwable thrown) {
        UserCode.rethrowIfFatal(thrown);
        Throwable portable = of(thrown);
        return portable instanceof RuntimeException unchecked ? unchecked : new SluiceException("" + thrown, portable);
    }

    static Throwable of(Throwable thrown) {
        return travels(thrown) ? thrown : told(thrown);
    }

    private static Throwable told(Throwable thrown) {
        Throwable cause = thrown.getCause();
        if (!(thrown instanceof OperatorException failed) || cause == null) {
            return new Told(thrown);
        }
        String text = String.valueOf(thrown.getMessage());
        String before = failed.operator() + " at " + failed.location() + " failed";
        String after = ": " + cause;
        String detail = text.startsWith(before) && text.endsWith(after) && text.length() >= before.length() + after.length()
                ? text.substring(before.length(), text.length() - after.length())
                : "";
        return new OperatorException(failed.operator(), failed.location(), detail, new Told(cause));
    }

    @SuppressWarnings("BanSerializableRead") // what was just written is read
    private static boolean travels(Throwable thrown) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        } catch (IOException | RuntimeException | StackOverflowError cannot) {
            return false;
        }
        try (ObjectInputStream in = new Wire.ByContext(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject() instanceof Throwable;
        } catch (IOException | ClassNotFoundException | RuntimeException cannot) {
            return false;
        }
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
        public String toString() {
            return words;
        }
    }
}
