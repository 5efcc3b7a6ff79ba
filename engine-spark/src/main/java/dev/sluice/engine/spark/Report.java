package dev.sluice.engine.spark;

import dev.sluice.error.SluiceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/**
 * The failure of a task on its way to the driver, as bytes. Spark looks through the causes of what a task throws and ends
 * the process where one is an error such as an overflowing stack, which is only the function's that had it.
 */
final class Report extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final byte[] failure;

    private Report(String message, byte[] failure) {
        super(message);
        this.failure = failure;
    }

    /** A report of a failure that can be written and read. */
    static Report of(Throwable failure) {
        try {
            return new Report(failure.toString(), written(failure));
        } catch (IOException cannot) {
            throw new IllegalArgumentException("a failure must be made portable before it is reported", cannot);
        }
    }

    static boolean isReadable(Throwable failure) {
        try {
            return read(written(failure)).getClass() == failure.getClass();
        } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError cannot) {
            return false;
        }
    }

    /** The failure that was reported. */
    Throwable failure() {
        try {
            return read(failure);
        } catch (IOException | ClassNotFoundException unknownHere) {
            SluiceException told = new SluiceException(String.valueOf(getMessage()), unknownHere);
            told.setStackTrace(getStackTrace());
            return told;
        }
    }

    private static byte[] written(Throwable failure) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("BanSerializableRead") // failures of the program's own tasks
    private static Throwable read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new Wire.ByContext(new ByteArrayInputStream(bytes))) {
            return (Throwable) in.readObject();
        }
    }
}
